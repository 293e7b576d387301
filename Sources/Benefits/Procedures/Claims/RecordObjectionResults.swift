// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// One line of what an examining body answers.
public struct ObjectionAnswer: Hashable, Sendable {
    public let subject: Objection.Subject
    public let result: ObjectionResult
    public let on: CivilDate
    /// What is taken back of a claim that is accepted in part; of one that is accepted whole it is
    /// everything that the scheme pays and that was not taken back before.
    public let offset: Yen?
    /// The month of billing whose invoice takes it back; the month of the result where nobody says.
    public let billed: YearMonth?

    public init(
        _ subject: Objection.Subject, _ result: ObjectionResult, on: CivilDate,
        offset: Yen? = nil, billed: YearMonth? = nil
    ) {
        self.subject = subject
        self.result = result
        self.on = on
        self.offset = offset
        self.billed = billed
    }
}

/// The lines for which a list of answers is refused; nothing of it is recorded.
public struct RefusedAnswers: Refusal {
    /// The place in the list, from zero, and why.
    public let lines: [(place: Int, refusal: BenefitsRefusal)]
    public var code: String { "E-BEN-130" }
    public var message: String {
        "\(lines.count)件の結果に誤りがあるため、どの結果も記録していません。行ごとの理由を確かめて直してください。"
    }
}

/// 申立結果の入力, many at once: an accepted objection takes the claim back, so that it may be billed again.
/// All of the list or nothing.
public enum RecordObjectionResults {
    public static let operation = OperationCode.fileObjection

    /// Records the answers of the examining bodies, in five statements whatever their number.
    ///
    /// - Parameter given: what families have given back of claims; the institution does not give it back
    ///   again.
    /// - Throws: `RefusedAnswers` with `.unknownClaim`, `.unknownClaimError`, `.noObjection`,
    ///   `.resultBeforeObjection`, `.offsetMissing`, `.offsetTooLarge` of the lines.
    public static func perform(
        _ answers: [ObjectionAnswer], given: [Int64: Yen] = [:], in scope: Scope
    ) throws {
        let known = try Known(answers.map(\.subject), given: given, in: scope)
        var rows: [ObjectionRow] = []
        var refused: [(place: Int, refusal: BenefitsRefusal)] = []
        var answered: Set<Objection.Subject> = []
        for (place, answer) in answers.enumerated() {
            do throws(BenefitsRefusal) {
                // A second line about the same objection finds it answered.
                guard answered.insert(answer.subject).inserted else { throw .noObjection }
                rows.append(
                    ObjectionRow(
                        objection: try known.answered(answer), officer: scope.principal.officer))
            } catch {
                refused.append((place, error))
            }
        }
        guard refused.isEmpty else { throw RefusedAnswers(lines: refused) }
        try scope.append(rows)
        scope.counted(rows.count)
    }
}

/// What the books hold about what was contested.
private struct Known {
    private let claims: [Int64: Claim]
    private let errors: [Int64: ClaimError]
    private let newest: [Objection.Subject: Objection]
    private let takenBack: [Int64: Yen]
    private let given: [Int64: Yen]

    /// Children are named in the log.
    init(_ subjects: [Objection.Subject], given: [Int64: Yen], in scope: Scope) throws {
        let ids = subjects.compactMap { if case .claim(let id) = $0 { id } else { nil } }
        let rows = subjects.compactMap { if case .error(let id) = $0 { id } else { nil } }
        claims = try ClaimBook.claims(ids, from: scope.db)
        errors = try ClaimErrorBook.errors(rows, from: scope.db)
        newest = try ObjectionBook.newest(ofAll: subjects, from: scope.db)
        takenBack = try ObjectionBook.takenBack(claims: ids, from: scope.db)
        self.given = given
        scope.saw(claims.values.map(\.child) + errors.values.compactMap(\.child))
    }

    func answered(_ answer: ObjectionAnswer) throws(BenefitsRefusal) -> Objection {
        let left = try left(of: answer.subject)
        guard let filed = newest[answer.subject], filed.result == .pending,
            answer.result != .pending
        else { throw .noObjection }
        guard answer.on >= filed.filedOn else { throw .resultBeforeObjection }
        let back = try takenBack(answer.result, of: left, asked: answer.offset)
        return Objection(
            subject: answer.subject, kind: filed.kind, reason: filed.reason,
            filedOn: filed.filedOn, result: answer.result, resultOn: answer.on, offset: back,
            offsetMonth: back > .zero ? answer.billed ?? answer.on.yearMonth : nil)
    }

    /// What the scheme still pays of it. Of a row of the error list nothing was ever paid.
    private func left(of subject: Objection.Subject) throws(BenefitsRefusal) -> Yen {
        switch subject {
        case .claim(let id):
            guard let claim = claims[id] else { throw .unknownClaim }
            return max(
                .zero, claim.payable - (takenBack[id] ?? .zero) - (given[id] ?? .zero))
        case .error(let id):
            guard errors[id] != nil else { throw .unknownClaimError }
            return .zero
        }
    }

    private func takenBack(
        _ result: ObjectionResult, of left: Yen, asked: Yen?
    ) throws(BenefitsRefusal) -> Yen {
        switch result {
        case .accepted: return left
        case .partlyAccepted:
            guard left > .zero else { return .zero }
            guard let asked, asked > .zero else { throw .offsetMissing }
            guard asked <= left else { throw .offsetTooLarge(left) }
            return asked
        case .pending, .upheld, .withdrawn: return .zero
        }
    }
}
