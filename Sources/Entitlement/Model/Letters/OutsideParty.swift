// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// Somebody outside the register to whom the office writes about a child: the other party of an accident,
/// its insurer, a school.
public struct OutsideParty: Hashable, Sendable {
    public enum Honorific: String, CaseIterable, Sendable {
        case person = "様"
        case office = "御中"
    }

    public var name: String
    /// Seven digits, or nothing.
    public var postalCode: String
    public var address: String
    public var honorific: Honorific

    public init(name: String, postalCode: String, address: String, honorific: Honorific) {
        self.name = name
        self.postalCode = postalCode
        self.address = address
        self.honorific = honorific
    }
}

/// A letter to a party outside, as it stands in its register.
public struct OutsideLetter: Hashable, Sendable {
    public let id: Int64
    public let kind: LetterKind
    /// The row that it is about: an accident.
    public let reference: Int64
    public let recipient: AddresseeNumber
    public let child: AddresseeNumber
    public let party: OutsideParty
    public let documentNumber: String
    public let issuedOn: CivilDate
    public let dueOn: CivilDate
    public let officer: String
    public let issuedAt: Instant
    let contents: String
    /// Which sending of it: it came back and went out again.
    var copy = 1

    /// The number of its envelope: `OT-12`, and `OT-12-2` when it is sent again.
    public var number: String { Self.number(id, copy) }

    static func number(_ id: Int64, _ copy: Int) -> String {
        copy == 1 ? "OT-\(id)" : "OT-\(id)-\(copy)"
    }

    /// Which letter and sending an envelope is; `nil` for an envelope of another kind.
    public static func parts(of number: String) -> (id: Int64, copy: Int)? {
        let parts = number.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0] == "OT", let id = Int64(parts[1]), id > 0,
            let copy = parts.count == 3 ? Int(parts[2]) : 1, copy > 0,
            Self.number(id, copy) == number
        else { return nil }
        return (id, copy)
    }
}

/// A letter to a party outside that is written and not posted.
public struct OpenOutsideLetter: Hashable, Sendable {
    public let letter: OutsideLetter
    /// It must not be posted, and is to be taken out.
    public let isRecalled: Bool

    /// Whether it may have gone out before this register knew of it: written on a day before, to be
    /// posted, and no sending that was made after a return.
    public func isOlder(than day: CivilDate) -> Bool {
        !isRecalled && letter.copy == 1 && letter.issuedOn < day
    }
}
