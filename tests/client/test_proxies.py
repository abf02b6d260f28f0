"""Proxies are those of botocore, and of Python's own library."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from unittest.mock import patch

import pytest
from botocore.httpsession import ProxyConfiguration
from botocore.utils import get_environ_proxies
from hypothesis import given
from hypothesis import strategies as st
from templates.runtime.client.proxies import proxy_for

names = st.sampled_from(
    "http_proxy HTTP_PROXY Http_Proxy https_proxy HTTPS_PROXY all_proxy NO_PROXY "
    "no_proxy REQUEST_METHOD".split()
)
values = st.sampled_from(
    ["", "*", "http://a:1", "//b", "c:3", "https://u:p@d", "a.example, .b.example:80"]
) | st.text(".,*:ab 1", max_size=6)
authorities = st.sampled_from(
    "a.example A.Example:443 x.b.example b.example:80 a a:1 [::1]:80 b:".split()
)


@given(st.dictionaries(names, values), st.sampled_from(["http", "https"]), authorities)
@pytest.mark.skipif(sys.platform != "linux", reason="others have settings of their own")
def test_a_request_goes_through_the_proxy_of_botocore(
    environment: Mapping[str, str], scheme: str, authority: str
) -> None:
    url = f"{scheme}://{authority}/path"
    with patch.dict(os.environ, environment, clear=True):
        peer = ProxyConfiguration(get_environ_proxies(url))
        assert proxy_for(scheme, authority) == peer.proxy_url_for(url)
