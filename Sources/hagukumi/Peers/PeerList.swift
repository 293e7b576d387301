// SPDX-License-Identifier: Apache-2.0
import Addressee
import AddresseeService
import ArgumentParser
import Foundation
import Office
import Vocabulary

/// Who is connected, what each may ask and is told, and whether it has a credential.
struct PeerList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "接続先と、求めてよいこと、答える項目、鍵の有無を並べる")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Entry: Encodable {
        let name: String
        let title: String
        let business: String
        let usesNumbers: Bool
        let requests: [String]
        let fields: [String]
        /// Fingerprints of the certificates that count now.
        let certificates: [String]
    }

    func run() throws {
        let entries = try installation.withPeers { office, folder in
            let now = SystemClock().now()
            let credentials = try folder.credentials.current().all
                .filter { credential in credential.validUntil.map { now < $0 } ?? true }
            return office.peers.register.all.map { peer in
                Entry(
                    name: peer.name.rawValue, title: peer.title,
                    business: "\(peer.business.kind.rawValue) \(peer.business.id)",
                    usesNumbers: peer.usesNumbers,
                    requests: peer.requests.map(\.rawValue).sorted(),
                    fields: peer.fields.map(\.title).sorted(),
                    certificates: credentials.filter { $0.peer == peer.name }.map(\.certificate))
            }
        }
        for entry in entries {
            if options.json {
                try Output.standard.json(entry)
            } else {
                let key =
                    entry.certificates.isEmpty
                    ? "鍵なし" : entry.certificates.map { $0.prefix(16) + "…" }.joined(separator: " ")
                Output.standard.write(
                    "\(entry.name)\t\(entry.title)\t\(entry.business)\t\(key)\n\t求め: "
                        + entry.requests.joined(separator: " ") + "\n\t項目: "
                        + entry.fields.joined(separator: " ") + "\n")
            }
        }
    }
}
