# SPDX-License-Identifier: Apache-2.0
"""A virtual authenticator in the browser, and the ways in which an answer can be wrong."""

from __future__ import annotations

from playwright.sync_api import Page

LESS_CAREFUL = """() => {
  // A browser that asks for less than the page said: what the server then says is the point.
  const get = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = (asked) => {
    asked.publicKey.userVerification = window.verification || asked.publicKey.userVerification;
    if (window.anyKey) delete asked.publicKey.allowCredentials;
    return get(asked);
  };
}"""


class Authenticator:
    """CTAP2, built in, with user verification: what an officer's terminal or card reader is."""

    def __init__(self, page: Page, verifies: bool = True, resident: bool = False) -> None:
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable", {"enableUI": False})
        self.id = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": resident,
            "hasUserVerification": True, "isUserVerified": verifies,
            "automaticPresenceSimulation": True}})["authenticatorId"]

    def verifies(self, does: bool) -> None:
        """Whether the finger fits."""
        self._cdp.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": does})

    def credentials(self) -> list[dict[str, object]]:
        return self._cdp.send(
            "WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def holds(self, credential: dict[str, object]) -> None:
        self._cdp.send(
            "WebAuthn.addCredential", {"authenticatorId": self.id, "credential": credential})

    def remove(self) -> None:
        self._cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})
