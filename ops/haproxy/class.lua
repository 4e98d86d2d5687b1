-- The class in a certificate's URI name, spiffe://DOMAIN/CLASS/NAME, for the rates of rates.map. HAProxy 2.6 cannot read
-- such names by itself. The certificate's signature has been checked before; who its holder is decides hotlined, which
-- parses it properly. A certificate without such a name has the class "", which rates.map does not hold.
-- The certificate comes in hexadecimal: HAProxy hands strings to Lua, and a string ends at the first zero byte.
core.register_converters("certificate_class", function(hex)
  local der = string.gsub(hex, "%x%x", function(byte) return string.char(tonumber(byte, 16)) end)
  -- A URI in a list of names: tag 0x86, one byte of length, the text.
  local position = 1
  while true do
    local at = string.find(der, "\x86", position, true)
    if not at or at + 1 > #der then return "" end
    local uri = string.sub(der, at + 2, at + 1 + string.byte(der, at + 1))
    local class = string.match(uri, "^spiffe://[%w%.%-_]+/([a-z]+)/[%w%.%-_]+$")
    if class then return class end
    position = at + 1
  end
end)
