// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What an officer typed about one institution; `nil` leaves what the master says.
public struct InstitutionEdit: Hashable, Sendable {
    public var name: String
    public var location: Institution.Location
    public var closure: Institution.Closure
    /// Goes with the closure: `nil` is no day.
    public var closedOn: CivilDate?
    public var kana: String?
    public var postalCode: String?
    public var address: String?
    public var phone: String?

    public init(
        name: String, location: Institution.Location, closure: Institution.Closure = .open,
        closedOn: CivilDate? = nil, kana: String? = nil, postalCode: String? = nil,
        address: String? = nil, phone: String? = nil
    ) {
        self.name = name
        self.location = location
        self.closure = closure
        self.closedOn = closedOn
        self.kana = kana
        self.postalCode = postalCode
        self.address = address
        self.phone = phone
    }

    func apply(to known: Institution) -> Institution {
        var one = known
        one.name = name
        one.location = location
        one.closure = closure
        one.closedOn = closedOn
        one.kana = kana ?? one.kana
        one.postalCode = postalCode ?? one.postalCode
        one.address = address ?? one.address
        one.phone = phone ?? one.phone
        return one
    }
}

/// 医療機関の登録・訂正: one institution that no list has, or that a list has wrongly, with the reason.
public enum RecordInstitution {
    public static let operation = OperationCode.importMasters

    public enum Outcome: Hashable, Sendable {
        case recorded
        /// The master says so already; nothing was written.
        case same
        /// The master says something else than the officer saw; nothing was written.
        case changedMeanwhile
    }

    /// - Parameter seen: the row of the master that the officer saw (`InstitutionBook.newest`); 0
    ///   where there was none.
    /// - Throws: `BenefitsRefusal.missingReason`.
    public static func perform(
        _ code: MedicalInstitutionCode, _ edit: InstitutionEdit, seen: Int64, reason: String,
        in scope: Scope
    ) throws -> Outcome {
        guard !reason.allSatisfy(\.isWhitespace) else { throw BenefitsRefusal.missingReason }
        let newest = try InstitutionBook.newest(code, from: scope.db)
        let known =
            newest?.institution
            ?? Institution(code: code, name: edit.name, location: edit.location)
        let right = edit.apply(to: known)
        guard newest == nil || right != known else { return .same }
        guard newest?.row ?? 0 == seen else { return .changedMeanwhile }
        try RecordInstitutions.perform([right], in: scope)
        return .recorded
    }
}
