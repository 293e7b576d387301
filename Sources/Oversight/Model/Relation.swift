// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Vocabulary

/// How a person stands to an officer.
public enum RelationKind: String, CaseIterable, Sendable {
    case own = "self"
    case kin, colleague, neighbour, watched

    public var title: String {
        switch self {
        case .own: "本人"
        case .kin: "親族・同一世帯"
        case .colleague: "同僚"
        case .neighbour: "近隣"
        case .watched: "特に注意する人"
        }
    }

    /// Nobody works on the own case or that of the family: such an access is told even when a case
    /// explains it.
    public var isAlwaysTold: Bool { self == .own || self == .kin }
}

/// A relation that the head has registered.
public struct Relation: Hashable, Sendable {
    public let id: Int64
    /// A user id, or `*` for everybody.
    public let officer: String
    public let subject: AddresseeNumber
    public let kind: RelationKind
}

/// Who is near to whom, from what is registered and from the resident register.
struct Acquaintances {
    private let own: [String: ResidentSnapshot]
    private let registered: [AddresseeNumber: [Relation]]
    private let officers: Set<AddresseeNumber>

    /// - Parameter people: the register's word on officers and on persons looked at.
    init(_ relations: [Relation], people: [AddresseeNumber: ResidentSnapshot]) {
        registered = Dictionary(grouping: relations, by: \.subject)
        let selves = relations.filter { $0.kind == .own }
        officers = Set(selves.map(\.subject))
        own = selves.reduce(into: [:]) { own, relation in
            own[relation.officer] = people[relation.subject]
        }
    }

    /// The nearest relation of an officer to a person; `nil` for a stranger.
    func relation(of officer: String, to person: ResidentSnapshot) -> RelationKind? {
        let told = (registered[person.number] ?? [])
            .filter { $0.officer == officer || $0.officer == "*" }.map(\.kind)
        if told.contains(.own) { return .own }
        if told.contains(.kin) { return .kin }
        if let own = own[officer] {
            if own.number == person.number { return .own }
            if let household = own.household, household == person.household { return .kin }
            if Acquaintances.isSameHome(own, person) {
                return Acquaintances.isSameSurname(own, person) ? .kin : .neighbour
            }
            if [person.mother, person.father].contains(own.number)
                || [own.mother, own.father].contains(person.number)
            {
                return .kin
            }
        }
        if officers.contains(person.number) { return .colleague }
        if own[officer].map({ Acquaintances.isNextDoor($0, person) }) ?? false { return .neighbour }
        return told.first
    }

    private static func isSameHome(_ one: ResidentSnapshot, _ other: ResidentSnapshot) -> Bool {
        !one.address.isEmpty && one.address.utf8.elementsEqual(other.address.utf8)
            && one.building.utf8.elementsEqual(other.building.utf8)
    }

    /// The same lot in another flat.
    private static func isNextDoor(_ one: ResidentSnapshot, _ other: ResidentSnapshot) -> Bool {
        !one.address.isEmpty && one.address.utf8.elementsEqual(other.address.utf8)
    }

    private static func isSameSurname(_ one: ResidentSnapshot, _ other: ResidentSnapshot) -> Bool {
        surname(one.name).utf8.elementsEqual(surname(other.name).utf8)
    }

    private static func surname(_ name: String) -> String {
        String(name.split { $0 == " " || $0 == "\u{3000}" }.first ?? "")
    }
}
