// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a city may ask of who becomes the recipient (保護者・受給者の要件), as far as registers tell.
///
/// Whether somebody brings the child up (監護) no register says: an officer finds it.
public enum RecipientTest: String, Sendable, CaseIterable, Hashable {
    /// A parent by the register, or of the child's household.
    case family
    case parent
    case sameHousehold = "same-household"
    case adult
    /// Lives in the city on the day of the application.
    case resident
    /// A recipient who moves out alone is looked at.
    case staysResident = "stays-resident"
    /// The child's insurance stands in the recipient's name where both parents live.
    case insuredPerson = "insured-person"
    /// Earns no less than the other parent (主たる生計維持者), where both incomes are known.
    case mainEarner = "main-earner"

    public var wording: String {
        switch self {
        case .family: PhraseName.parentOrHousehold.plain
        case .parent: PhraseName.parent.plain
        case .sameHousehold: PhraseName.ofHousehold.plain
        case .adult: PhraseName.adult.plain
        case .resident: PhraseName.ofCity.plain
        case .staysResident: "市内に住み続ける人"
        case .insuredPerson: "児童の健康保険の被保険者"
        case .mainEarner: "主に生計を維持する人"
        }
    }

    /// Whether what a register says is sure enough to refuse; the others are doubts for an officer.
    var mayRefuse: Bool {
        switch self {
        case .family, .parent, .sameHousehold, .adult, .resident: true
        case .staysResident, .insuredPerson, .mainEarner: false
        }
    }
}

/// How a city applies one test.
public struct RecipientRule: Sendable, Hashable {
    /// What follows where it is not met.
    public enum Otherwise: String, Sendable, CaseIterable {
        /// An officer looks; it refuses nobody.
        case look
        /// Refused, by a second officer as ever.
        case refuse

        var wording: String {
            switch self {
            case .look: "違えば職員が確かめる"
            case .refuse: "違えば却下の見込み"
            }
        }
    }

    public let test: RecipientTest
    public let otherwise: Otherwise
    /// Until when somebody is a minor; only of `adult`.
    public let minorUntil: AgeEnd?
    /// Parents need not be adults; only of `adult`.
    public let parentsExempt: Bool

    /// 「父母か成年の人」
    var subject: String { parentsExempt ? PhraseName.parentOrAdult.plain : test.wording }

    var wording: String {
        let age = minorUntil.map { "(未成年は\($0))" } ?? ""
        return "\(subject)\(age)。\(otherwise.wording)"
    }
}

/// What the registers say of who would be the recipient of a child; `nil` is *they do not tell*.
public struct RecipientFacts: Sendable, Hashable {
    public var born: CivilDate?
    public var isParent: Bool?
    public var sharesHousehold: Bool?
    public var isResident: Bool?

    public init(
        born: CivilDate? = nil, isParent: Bool? = nil, sharesHousehold: Bool? = nil,
        isResident: Bool? = nil
    ) {
        self.born = born
        self.isParent = isParent
        self.sharesHousehold = sharesHousehold
        self.isResident = isResident
    }
}

extension RecipientRule {
    /// Whether a recipient meets it on a day; `nil` where the registers do not tell.
    func isMet(_ facts: RecipientFacts, on day: CivilDate) -> Bool? {
        switch test {
        case .family:
            // Where the register names no parents it cannot contradict anybody.
            facts.isParent == true || facts.sharesHousehold == true
                ? true : facts.isParent.map { _ in false }
        case .parent: facts.isParent
        case .sameHousehold: facts.sharesHousehold
        case .adult:
            parentsExempt && facts.isParent == true
                ? true
                : facts.born.flatMap { born in minorUntil.map { day > $0.lastDay(born: born) } }
        case .resident: facts.isResident
        case .staysResident, .insuredPerson, .mainEarner: nil
        }
    }
}
