// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// The refusal that is taken back, and its application.
///
/// (Part of `OperationCode.correctEntitlement`, `.viewPerson`.)
struct RefusalCase {
    let input: CorrectionInput
    let refusal: EntitlementDecision
    let file: ApplicationFile
    let ground: ReopeningGround

    /// - Throws: `CaseRefusal.nothingToCorrect` for what is no standing refusal, `.reopeningIncomplete`,
    ///   `.openElsewhere`, `.entitledSince`.
    init(_ input: CorrectionInput, in scope: Scope) throws {
        scope.saw(input.child)
        self.input = input
        guard
            let (refusal, file) = try Self.standing(input.child, from: scope.db)
                .first(where: { $0.refusal.id == input.decision })
        else { throw CaseRefusal.nothingToCorrect }
        self.refusal = refusal
        self.file = file
        guard let ground = input.ground,
            ground.isComplete(decided: refusal.decidedOn, today: scope.today)
        else { throw CaseRefusal.reopeningIncomplete }
        self.ground = ground
        scope.saw(file.applicant)
        guard
            try !ApplicationBook.withOpenRegistration([input.child], from: scope.db)
                .contains(input.child)
        else { throw CaseRefusal.openElsewhere }
        let strands = try HistoryBook.strands(children: [input.child], from: scope.db)
        guard !(strands[input.child] ?? []).contains(where: { $0.state.isStanding }) else {
            throw CaseRefusal.entitledSince
        }
    }

    /// The refusals about a child whose applications still stand as refused, newest first.
    static func standing(
        _ child: AddresseeNumber, from db: any Connection
    ) throws -> [(refusal: EntitlementDecision, file: ApplicationFile)] {
        let decisions = try HistoryBook.decisions(children: [child], from: db)[child] ?? []
        let refusals = decisions.filter { $0.result == .refused }
        let files = try ApplicationBook.files(refusals.compactMap(\.applicationID), from: db)
        var seen: Set<Int64> = []
        // An application that was refused twice stands upon the second refusal.
        return refusals.reversed().compactMap { refusal in
            guard let id = refusal.applicationID, let file = files[id], file.status == .refused,
                seen.insert(id).inserted
            else { return nil }
            return (refusal, file)
        }
    }

    /// What the record and the letter say of why.
    var reason: String { "\(ground.wording)：\(input.reason)" }

    func aftermath(in scope: Scope) throws -> Aftermath {
        let lines = try application(in: scope) + letters(in: scope) + proposals(in: scope)
        let text =
            ([CorrectionAct.reopen.rawValue, ground.wording, String(refusal.id)]
            + lines.map { "\($0.area.rawValue) \($0.text)" }).joined(separator: "\n")
        return Aftermath(
            before: .none, after: .none, lines: lines, consequences: [], lostFrom: nil,
            digest: Digest.of(Array(text.utf8)).description)
    }

    private func application(in scope: Scope) throws -> [Aftermath.Line] {
        let applied = Wareki.text(file.appliedOn)
        var lines = [
            Aftermath.Line(
                .application,
                "申請 \(file.receipt) が、申請日 \(applied) のまま審査待ちに戻ります。資格の始まりは、この申請日をもとに審査します"),
            Aftermath.Line(
                .application, "住民記録の確認から審査をやり直し、ふつうの決定案として、別の職員が決裁します"),
        ]
        guard ground.kind == .ruling else { return lines }
        lines.append(
            Aftermath.Line(.application, "裁決の趣旨に従って、改めて決定します（行政不服審査法第52条第2項）"))
        let appeals = try AppealBook.appeals(ofChild: input.child, from: scope.db)
        if !appeals.contains(where: { $0.ruling?.changesDecision ?? false }) {
            lines.append(
                Aftermath.Line(.application, "この児童の審査請求に、認容の裁決の記録がありません。審査請求の経過を確かめてください"))
        }
        return lines
    }

    /// Unposted letters of the refusal.
    func openLetters(in scope: Scope) throws -> [OpenLetter] {
        let mine = try SentNotices.envelopes(of: refusal.id, from: scope.db)
        return try LetterBook.concerning([input.child], from: scope.db)
            .filter { mine.contains($0.envelope) }
    }

    private func letters(in scope: Scope) throws -> [Aftermath.Line] {
        guard try !SentNotices.envelopes(of: refusal.id, from: scope.db).isEmpty else {
            return [Aftermath.Line(.letters, "却下の通知書を作る前なので、却下の通知書も却下取消通知書も作りません")]
        }
        let open = try openLetters(in: scope)
        return open.map {
            Aftermath.Line(.letters, "まだ発送していない\($0.paper.wording)（\($0.envelope)）を引き抜きます")
        } + [Aftermath.Line(.letters, "却下取消通知書が発行を待ちます。取消しの理由は、そのまま通知書に載ります")]
    }

    private func proposals(in scope: Scope) throws -> [Aftermath.Line] {
        let pending =
            try ProposalBook.pending(children: [input.child], from: scope.db)[input.child] ?? []
        return pending.map {
            Aftermath.Line(.proposals, "決裁待ちの「\($0.draft.resultWording)」があります")
        }
    }
}
