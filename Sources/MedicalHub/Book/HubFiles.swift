// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Vocabulary

// The files that come with the program (`Layout/`), and the one of the municipality.

extension HubLayout {
    /// - Throws: what reading the file throws.
    public static func standard(_ form: HubForm) throws -> HubLayout { try read(form.rawValue) }

    static func read<Content: Decodable>(_ name: String) throws -> Content {
        let file = Bundle.module.bundleURL.appendingPathComponent("Layout/\(name).json")
        return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
    }
}

extension HubTable {
    /// - Throws: what reading the file throws.
    public static func standard() throws -> HubTable { try HubLayout.read("csv") }
}

extension BaseAssessment {
    /// - Throws: what reading the file throws.
    static func standard() throws -> BaseAssessment { try HubLayout.read("assessment") }
}

extension HubProfile {
    /// Reads the file of the municipality.
    /// - Throws: `HubRefusal.profileUnusable`.
    public init(json: Data) throws(HubRefusal) {
        do {
            self = try JSONDecoder().decode(HubProfile.self, from: json)
        } catch {
            throw .profileUnusable(field: "file")
        }
        try check()
    }

    /// What does not depend on a person is checked once, before anything is sent.
    /// - Throws: `HubRefusal.profileUnusable`.
    public func check() throws(HubRefusal) {
        let layout: HubLayout
        do { layout = try HubLayout.standard(form) } catch {
            throw .profileUnusable(field: "layout")
        }
        if hiddenAddress.isEmpty { throw .profileUnusable(field: "hidden-address") }
        let day = CivilDate(dayNumber: 0)
        for care in HubCare.allCases {
            let sample = HubRegistration(
                child: AddresseeNumber(value: 0), key: "0", recipientNumber: "0", funder: nil,
                care: care, from: day, through: day, isDeleted: false)
            let record = HubMapping(profile: self).record(of: sample, about: nil)
            let own = layout.problems(of: record).first { !$0.field.hasPrefix("basicFiveInfo") }
            if let own { throw .profileUnusable(field: own.field) }
        }
    }
}
