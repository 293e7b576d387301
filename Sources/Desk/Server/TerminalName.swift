// SPDX-License-Identifier: Apache-2.0
import Crypto
import NIOCore
import NIOSSL
import Office
import Safeguards

extension Reception {
    /// What the log calls the terminal of a connection: the name of its registered certificate, else
    /// its network address (R-85f).
    func terminal(of context: DeskContext) async throws -> String {
        guard desk.settings.terminalAuthority != nil, let channel = context.channel,
            let certificate = try? await channel.nioSSL_peerCertificate().get(),
            let der = try? certificate.toDERBytes()
        else { return context.address }
        let fingerprint = SHA256.hash(data: der).reduce(into: "") { text, byte in
            let digits = String(byte, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
        let accounts = desk.installation.accounts
        return try await desk.threads.run {
            try accounts.terminal(fingerprint: fingerprint, address: context.address)
        }
    }
}
