// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Inquiries
import NumberGate

extension InstallationSettings {
    /// The protected folder of the inquiries, among the keys: the municipality's catalogue
    /// (`catalogue.yaml`, `.sig`) with the public key that must have signed it (`catalogue.pub`), and
    /// where its intermediate server is (`server.json`).
    public var inquiriesDirectory: String { keysDirectory + "/inquiries" }

    /// The catalogue of this installation: the municipality's own; in a rehearsal, whose numbers are
    /// fictional, else the sample.
    /// - Throws: `InquiryRefusal.catalogueUnreadable`, `.catalogueForged`, `.sampleCatalogue`.
    public func inquiryCatalogue() throws -> InquiryCatalogue {
        let folder = URL(fileURLWithPath: inquiriesDirectory)
        let own = folder.appendingPathComponent("catalogue.yaml")
        guard FileManager.default.fileExists(atPath: own.path) else {
            guard numberCheck == .synthetic else { throw InquiryRefusal.sampleCatalogue }
            return try SignedCatalogue.sample()
        }
        let file = folder.appendingPathComponent("catalogue.pub")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw InquiryRefusal.catalogueUnreadable("catalogue.pub がありません")
        }
        return try SignedCatalogue.read(own, by: CatalogueKey(text: text))
    }

    /// Where the intermediate server is.
    /// - Throws: `InquiryRefusal.noServer`, `.settingsUnreadable`.
    public func intermediateServer() throws -> ServerSettings {
        try ServerSettings(
            file: URL(fileURLWithPath: inquiriesDirectory).appendingPathComponent("server.json"))
    }
}
