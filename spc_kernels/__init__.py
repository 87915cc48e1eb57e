"""spc_kernels"""
