// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Whom a form speaks of.
public enum ElectronicPart: String, Sendable, CaseIterable, Codable {
    case applicant, child

    public var wording: String { self == .applicant ? "申請者" : "対象児童" }
}

/// A person as a form states them (4情報); empty where the form does not say it.
public struct StatedPerson: Hashable, Sendable {
    public var name: String
    public var kana: String
    /// `1` 男, `2` 女, or empty.
    public var sex: String
    public var born: CivilDate?
    public var postalCode: String
    public var address: String
    public var building: String

    public init(
        name: String, kana: String = "", sex: String = "", born: CivilDate? = nil,
        postalCode: String = "", address: String = "", building: String = ""
    ) {
        self.name = name
        self.kana = kana
        self.sex = sex
        self.born = born
        self.postalCode = postalCode
        self.address = address
        self.building = building
    }
}

/// What the register says beside what a form says, for one item.
public struct ComparedLine: Hashable, Sendable {
    public enum Verdict: String, Sendable, CaseIterable {
        case same = "一致"
        case differs = "相違"
        /// One of the two does not say.
        case missing = "なし"
        /// 支援措置: the register's side is not shown, nor whether it agrees.
        case hidden = "非表示"
    }

    /// In Japanese.
    public let item: String
    public let stated: String
    /// Empty where hidden.
    public let registered: String
    public let verdict: Verdict

    public init(item: String, stated: String, registered: String, verdict: Verdict) {
        self.item = item
        self.stated = stated
        self.registered = registered
        self.verdict = verdict
    }
}

/// A person whom the form may mean.
public struct ApplicantCandidate: Hashable, Sendable {
    public let number: AddresseeNumber
    /// 住民, 住登外, … in words.
    public let origin: String
    public let lines: [ComparedLine]
    /// What agrees is an earlier statement of the register.
    public let isFromHistory: Bool

    public init(
        number: AddresseeNumber, origin: String, lines: [ComparedLine], isFromHistory: Bool
    ) {
        self.number = number
        self.origin = origin
        self.lines = lines
        self.isFromHistory = isFromHistory
    }
}

/// Who somebody is, as far as System 2 can say for certain.
public struct ApplicantAnswer: Hashable, Sendable {
    /// `nil` while an officer has to decide.
    public let number: AddresseeNumber?
    /// Why nobody was linked, in Japanese.
    public let doubt: String?
    /// The case of the work queue of System 2.
    public let waitingCase: Int64?

    public init(number: AddresseeNumber?, doubt: String? = nil, waitingCase: Int64? = nil) {
        self.number = number
        self.doubt = doubt
        self.waitingCase = waitingCase
    }
}

/// System 2 says who an applicant is: number and all four items link, everything else waits
/// for an officer. What comes back is 宛名番号 only.
public protocol ApplicantMatch: Sendable {
    /// - Parameters:
    ///   - digits: 個人番号, twelve ASCII digits, lent for this call: sealed before anything else is
    ///     done, never kept. `nil` where the form has none.
    ///   - key: the same question under the same key has the same answer.
    func match(_ person: StatedPerson, digits: [UInt8]?, key: String) throws -> ApplicantAnswer
    /// Who may be meant, best agreement first.
    func candidates(_ person: StatedPerson) throws -> [ApplicantCandidate]
    /// The four items side by side; `nil` for a number that is not registered.
    func compare(_ person: StatedPerson, with number: AddresseeNumber) throws -> [ComparedLine]?
}
