// SPDX-License-Identifier: Apache-2.0

/// One item of a request body, as the route table and the OpenAPI document both state it.
struct BodyItem: Sendable, Hashable {
    enum Kind: String, Sendable { case string, boolean, integer, strings }

    let name: String
    let kind: Kind
    let isRequired: Bool

    static func must(_ name: String, _ kind: Kind = .string) -> BodyItem {
        BodyItem(name: name, kind: kind, isRequired: true)
    }

    static func may(_ name: String, _ kind: Kind = .string) -> BodyItem {
        BodyItem(name: name, kind: kind, isRequired: false)
    }

    /// The four items, which several requests carry.
    static let person: [BodyItem] = [
        .must("name"), .may("kana"), .may("sex"), .may("born"), .may("address"), .may("building"),
    ]
}
