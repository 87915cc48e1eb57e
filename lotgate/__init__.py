"""lotgate"""
