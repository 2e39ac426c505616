"""Which addresses may be reached from the open Internet."""

from __future__ import annotations

import ipaddress


def is_public(address: str) -> bool:
    """Say whether an IP address may be reached from the open Internet.

    Examples
    --------
    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if any(ip in network for network in _NOT_PUBLIC if network.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _carried(ip)
        if inner is not None and not is_public(str(inner)):
            return False
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


_NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "::/96",  # IPv4-compatible, given up long ago
        "3fff::/20",  # documentation, RFC 9637
        "2001:db8::/32",  # documentation
        "2001::/23",  # protocol assignments; Teredo and ORCHID among them
        "64:ff9b:1::/48",  # local translation, RFC 8215
        "100::/64",  # discard
        "5f00::/16",  # segment routing
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation, and the next two
        "198.51.100.0/24",
        "203.0.113.0/24",
        "192.88.99.0/24",  # 6to4 relays, given up
        "198.18.0.0/15",  # benchmarks
        "100.64.0.0/10",  # behind a carrier's NAT
    )
)


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries: mapped, 6to4, Teredo, NAT64 or ISATAP. It is judged as well."""
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is None and (int(ip) >> 32) & 0xFDFFFFFF == 0x00005EFE:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return inner
