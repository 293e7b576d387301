// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the browser says of the ceremony (WebAuthn §5.8.1): which, for which challenge, on whose page.
struct ClientData {
    enum Ceremony: String {
        case create = "webauthn.create"
        case get = "webauthn.get"
    }

    let ceremony: Ceremony
    let challenge: [UInt8]
    let origin: String
    let isForeignFrame: Bool

    private struct Form: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= 4_096,
            let form = try? JSONDecoder().decode(Form.self, from: Data(bytes)),
            let ceremony = Ceremony(rawValue: form.type),
            let challenge = Base64URL.bytes(of: form.challenge)
        else { return nil }
        self.ceremony = ceremony
        self.challenge = challenge
        origin = form.origin
        isForeignFrame = form.crossOrigin ?? false
    }
}
