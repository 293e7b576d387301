// SPDX-License-Identifier: Apache-2.0
public import Addressee
import Foundation

extension InstallationSettings {
    /// The protected folder of the service of System 2, among the keys: its settings and
    /// certificates, the credentials of the peers and, where the municipality has its own, the
    /// register of the peers (`register.json`).
    public var serviceDirectory: String { keysDirectory + "/service" }

    /// The peers of this installation: the municipality's own register, else the one that comes
    /// with the program, whose ids are samples.
    /// - Throws: `AddresseeRefusal.registerUnusable`, also when somebody else may write the file.
    public func peerRegister() throws -> PeerRegister {
        let path = serviceDirectory + "/register.json"
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return try PeerRegister.standard() }
        let mode = try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        guard let mode, mode & 0o022 == 0 else {
            throw AddresseeRefusal.registerUnusable("register.json をほかの利用者が書き換えられます")
        }
        return try PeerRegister(json: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
