// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Ledger
import Vocabulary

/// The witness of this installation (副署者), from `witness.json` in the folder of the keys: where it
/// listens and the public key by which its word is known.
public struct WitnessPeer: Sendable {
    public let address: String
    public let verifier: WitnessVerifier

    private struct Contents: Decodable {
        let address: String
        let key: String
    }

    public init(address: String, verifier: WitnessVerifier) {
        self.address = address
        self.verifier = verifier
    }

    /// - Returns: `nil` where no witness is set up.
    /// - Throws: `InstallationRefusal.witnessInvalid` for a file that cannot be used.
    public static func read(keysDirectory: String) throws -> WitnessPeer? {
        let path = keysDirectory + "/witness.json"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let contents = try? JSONDecoder().decode(Contents.self, from: data),
            let verifier = WitnessVerifier(text: contents.key),
            contents.address.hasPrefix("http://") || contents.address.hasPrefix("https://")
        else {
            throw InstallationRefusal.limitsUnusable(
                "witness.json", "address（http:// か https://）と key（副署者の公開鍵）を書いてください")
        }
        return WitnessPeer(address: contents.address, verifier: verifier)
    }
}

/// The way to the witness: one request, one answer. The program brings HTTP.
public protocol WitnessLine: Sendable {
    /// Sends the body of `POST /add-checkpoint`.
    func addCheckpoint(_ body: String) async throws -> (status: Int, body: String)
}
