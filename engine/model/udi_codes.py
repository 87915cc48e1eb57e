"""The closed codes of unique device identification: who issues, what carries, what level is meant."""

from engine.model.fields import Code


class IssuingEntity(Code):
    """Who issues the numbers that a UDI is made of."""

    gs1 = "gs1", "GS1", "国际物品编码组织（GS1）", "GS1"
    hibcc = "hibcc", "HIBCC", "健康行业商业通信委员会（HIBCC）", "HIBCC"
    iccbba = "iccbba", "ICCBBA", "国际血库自动化通用标准委员会（ICCBBA）", "ICCBBA"
    ifa = "ifa", "IFA", "德国药品信息代码机构（IFA）", "IFA"
    ziiot = "ziiot", "ZIIOT (MA code)", "中关村工信二维码技术研究院（MA码）", "MA", "MA码"
    ahm = "ahm", "Ali Health (AHM)", "阿里健康（AHM）", "AHM"


class CarrierKind(Code):
    """In what form a UDI is borne for automatic identification."""

    gs1_datamatrix = "gs1_datamatrix", "GS1 DataMatrix", "GS1 DataMatrix码"
    gs1_128 = "gs1_128", "GS1-128", "GS1-128条码"
    gs1_qr = "gs1_qr", "GS1 QR Code", "GS1 QR码"
    gs1_databar = "gs1_databar", "GS1 DataBar", "GS1 DataBar条码"
    ean_upc = "ean_upc", "EAN/UPC", "EAN/UPC商品条码"
    rfid = "rfid", "RFID tag", "射频标签（RFID）"
    hibc_linear = "hibc_linear", "HIBC, linear", "HIBC一维条码"
    hibc_2d = "hibc_2d", "HIBC, two-dimensional", "HIBC二维码"
    isbt_128 = "isbt_128", "ISBT 128 (ICCBBA)", "ISBT 128码（ICCBBA）"
    ppn_datamatrix = "ppn_datamatrix", "PPN DataMatrix (IFA)", "PPN DataMatrix码（IFA）"
    ma_code = "ma_code", "MA code", "MA码"
    ahm_code = "ahm_code", "AHM code", "AHM追溯码"


class PackageLevel(Code):
    """What a UDI or an identifier stands for: one device or a package of them."""

    unit_of_use = "unit_of_use", "unit of use", "使用单元"
    base_package = "base_package", "smallest sales unit", "最小销售单元"
    inner_package = "inner_package", "inner package", "中包装"
    case = "case", "case", "外箱"
    pallet = "pallet", "pallet", "托盘"
