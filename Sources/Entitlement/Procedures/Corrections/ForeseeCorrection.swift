// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Vocabulary

/// 訂正の影響: everything that would follow from undoing or correcting a decision; nothing is written.
public enum ForeseeCorrection {
    public static let operation = OperationCode.viewPerson

    /// - Throws: `CaseRefusal.nothingToCorrect`; for a refusal `.reopeningIncomplete`,
    ///   `.openElsewhere`, `.entitledSince`.
    public static func perform(
        _ input: CorrectionInput, consequences: any Consequences, in scope: Scope
    ) throws -> Aftermath {
        input.act == .reopen
            ? try RefusalCase(input, in: scope).aftermath(in: scope)
            : try CorrectionCase(input, in: scope).aftermath(consequences, in: scope)
    }
}

/// The decision that is corrected, and what should be instead.
struct CorrectionCase {
    let input: CorrectionInput
    let state: EntitlementState
    let target: EntitlementPeriods
    let recipient: AddresseeNumber
    let result: DecisionResult
    /// The first day of what is restored; `nil` where the periods say it.
    let restoredFrom: CivilDate?

    init(_ input: CorrectionInput, in scope: Scope) throws {
        scope.saw(input.child)
        self.input = input
        let strands = try HistoryBook.strands(children: [input.child], from: scope.db)
        guard
            let strand = strands[input.child]?.first(where: { $0.state.id == input.decision })
        else { throw CaseRefusal.nothingToCorrect }
        state = strand.state
        var restored: CivilDate?
        switch input.act {
        case .reopen: throw CaseRefusal.nothingToCorrect
        case .revoke:
            guard state.isLive || state.result == .lapsed else {
                throw CaseRefusal.nothingToCorrect
            }
            target = .none
            recipient = state.recipient
            result = .revoked
        case .restore:
            let before = strand.decisions.dropLast()
            // What lapsed while it was suspended comes back suspended.
            let isSuspension = state.result == .suspended
            guard
                let last = before.last(where: { isSuspension ? $0.isLive : $0.isStanding }),
                last.periods != state.periods || last.recipient != state.recipient
                    || !state.isLive
            else { throw CaseRefusal.nothingToCorrect }
            target = last.periods
            recipient = last.recipient
            if last.result == .suspended {
                (result, restored) = (.suspended, last.effectiveOn)
            } else {
                result = state.isLive ? .changed : .resumed
            }
        case .correct:
            guard state.isLive, let periods = input.periods, !periods.isEmpty,
                periods != state.periods, periods.isInOrder
            else { throw CaseRefusal.nothingToCorrect }
            target = periods
            recipient = state.recipient
            result = .changed
        }
        restoredFrom = restored
    }

    /// The first day that would no longer be covered.
    var lostFrom: CivilDate? {
        guard state.result != .revoked else { return nil }
        return [
            CorrectionDays.firstLost(state.periods.outpatient, target.outpatient),
            CorrectionDays.firstLost(state.periods.inpatient, target.inpatient),
        ].compactMap(\.self).min()
    }

    func aftermath(_ consequences: any Consequences, in scope: Scope) throws -> Aftermath {
        let db = scope.db
        var touched: [Consequence] = []
        if let lostFrom {
            touched +=
                try consequences.afterLapse([input.child: lostFrom], in: db)[input.child] ?? []
        }
        if recipient != state.recipient {
            let move = RecipientMove(from: state.recipient, to: recipient, on: scope.today)
            touched +=
                try consequences.afterRecipientChange([input.child: move], in: db)[input.child]
                ?? []
        }
        var lines = touched.map(Aftermath.Line.init)
        lines += try letters(in: scope)
        lines += try certificates(in: scope)
        let pending = try ProposalBook.pending(children: [input.child], from: db)[input.child] ?? []
        lines += pending.map {
            Aftermath.Line(
                .proposals, "決裁待ちの「\($0.draft.resultWording)」は、訂正の決裁で失効し、審査からやり直しになります")
        }
        let text =
            ([input.act.rawValue, "\(target)", String(state.id)]
            + lines.map { "\($0.area.rawValue) \($0.text) \($0.amount)" })
            .joined(separator: "\n")
        return Aftermath(
            before: state.periods, after: target, lines: lines, consequences: touched,
            lostFrom: lostFrom, digest: Digest.of(Array(text.utf8)).description)
    }

    private func letters(in scope: Scope) throws -> [Aftermath.Line] {
        let open = try LetterBook.concerning([input.child], from: scope.db)
            .filter { $0.paper == .notice || $0.paper == .certificate }
        var lines = open.map {
            Aftermath.Line(.letters, "まだ発送していない\($0.paper.wording)（\($0.envelope)）を引き抜きます")
        }
        let sent = try SentNotices.count(of: input.child, since: state.id, from: scope.db)
        if sent > open.filter({ $0.paper == .notice }).count {
            lines.append(
                Aftermath.Line(.letters, "この決定の通知書は発行済みです。訂正の通知書を送ります"))
        }
        return lines
    }

    private func certificates(in scope: Scope) throws -> [Aftermath.Line] {
        let out = try CertificateBook.outstanding(
            children: [input.child], on: scope.today, from: scope.db)
        let isReplaced = !target.isEmpty
        return (out[input.child] ?? []).filter { $0.periods != target }.map { certificate in
            Aftermath.Line(
                .certificates,
                "受給資格証 \(certificate.issueNumber) を回収します"
                    + (isReplaced ? "。正しい証を交付します" : ""))
        }
    }
}

/// Days that a correction takes away.
enum CorrectionDays {
    static func firstLost(_ old: EffectivePeriod?, _ new: EffectivePeriod?) -> CivilDate? {
        guard let old, !old.isEmpty else { return nil }
        guard let new, !new.isEmpty, new.overlaps(old) else { return old.from }
        if new.from > old.from { return old.from }
        guard let until = new.until else { return nil }
        return old.runs(after: until) ? until : nil
    }
}

extension EntitlementPeriods {
    /// Whether no period ends before it begins.
    var isInOrder: Bool {
        [outpatient, inpatient].compactMap(\.self).allSatisfy { period in
            !period.isEmpty
        }
    }
}

extension Aftermath.Line {
    fileprivate init(_ consequence: Consequence) {
        let area: Area =
            switch consequence.kind {
            case .paidAfterLapse, .scheduledToOther: .payments
            case .claimAfterLapse: .claims
            case .certificateToRecall: .certificates
            }
        self.init(area, consequence.text, consequence.amount)
    }
}
