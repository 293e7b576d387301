// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

extension PeerRegister {
    /// The register that comes with the program: the peers of the assessment with sample ids.
    /// - Throws: `AddresseeRefusal.registerUnusable`, what reading the file throws.
    public static func standard() throws -> PeerRegister {
        let file = Bundle.module.bundleURL.appendingPathComponent("Peers/peers.json")
        return try PeerRegister(json: Data(contentsOf: file))
    }
}

extension InquiryInterfaces {
    /// The interfaces of an inquiry-only city, with sample names of their elements.
    /// - Throws: `DecodingError`, what reading the file throws.
    public static func standard() throws -> InquiryInterfaces {
        let file = Bundle.module.bundleURL.appendingPathComponent("Peers/interfaces.json")
        return try InquiryInterfaces(json: Data(contentsOf: file))
    }
}
