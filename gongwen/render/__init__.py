"""A composition to the parts of a .docx: names for the template's tags, the filling, and the
single pass that sets what tags cannot. The only room that knows both pages and XML.
"""
