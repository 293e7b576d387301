// SPDX-License-Identifier: Apache-2.0
import Foundation
import MedicalHub
import Vocabulary

/// The file `hub.json` beside the databases: where PMH is reached and how the certificates of this
/// municipality are called there. Without it nothing can be sent, whatever the switch says.
///
/// The token stands in a file of its own (`token-file`), which only the program may read.
struct HubSettings: Sendable {
    let connection: HubConnection
    let profile: HubProfile

    private struct File: Decodable {
        let endpoint: String
        let tokenFile: String
        let trustFile: String?
        let timeout: Int?
        let profile: HubProfile

        enum CodingKeys: String, CodingKey {
            case endpoint
            case tokenFile = "token-file"
            case trustFile = "trust-file"
            case timeout, profile
        }
    }

    static func file(in folder: String) -> URL {
        URL(fileURLWithPath: folder).appendingPathComponent("hub.json")
    }

    /// - Throws: `HubRefusal.notConfigured`, `.profileUnusable`, `.notSecure`.
    init(folder: String, isRehearsal: Bool) throws {
        guard let json = try? Data(contentsOf: HubSettings.file(in: folder)) else {
            throw HubRefusal.notConfigured
        }
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: json)
        } catch {
            throw HubRefusal.profileUnusable(field: "hub.json")
        }
        try file.profile.check()
        func path(_ name: String) -> String {
            URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: folder + "/")).path
        }
        guard let endpoint = URL(string: file.endpoint),
            let secret = try? String(contentsOfFile: path(file.tokenFile), encoding: .utf8)
        else { throw HubRefusal.notConfigured }
        connection = try HubConnection(
            endpoint: endpoint, token: secret.trimmingCharacters(in: .whitespacesAndNewlines),
            trustFile: file.trustFile.map(path), timeout: file.timeout ?? 30,
            isRehearsal: isRehearsal)
        profile = file.profile
    }
}
