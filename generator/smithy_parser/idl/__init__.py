"""The Smithy IDL: text to syntax, syntax to declarations.

Implements https://smithy.io/2.0/spec/idl.html and its predecessor of version 1.0.
"""
