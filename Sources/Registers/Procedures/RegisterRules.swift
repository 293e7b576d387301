// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What one register asks of another before an entry is written (`OperationCode.writeRegister`).
enum RegisterRules {
    static func check(
        _ kind: RegisterKind, _ values: RegisterValues, earlier: RegisterEntry?,
        to state: EntryState, room: RegisterRoom, in scope: Scope
    ) throws {
        guard state != .void else { return }
        switch (kind.code, state) {
        case ("pledge", .active): try pledge(values, in: scope)
        case ("subcontract-approval", .active):
            _ = try Outsourcing.contract(values["contract"], on: scope.today, in: scope.db)
        case ("subcontract", .active): try subcontract(values, in: scope)
        case ("contract", .closed), ("subcontract", .closed):
            try returned(earlier, in: scope)
        case ("medium", .closed): try medium(values, in: scope)
        case ("external-audit", .open) where values.ticked("departments").count < 2:
            throw RegisterRefusal.rule(.decisionIncomplete("二つ以上の課所"))
        case ("risk-grade", _): try RiskGrade.check(values, measures: room.measures)
        case ("survey", .active) where values["questions"].flatMap(SurveyQuestion.all) == nil:
            throw RegisterRefusal.rule(.decisionIncomplete("質問：選択肢1;選択肢2"))
        case ("disclosure", _): try Disclosures.check(values, to: state)
        default: break
        }
    }

    /// What follows from a step: campaigns get their questions when they begin.
    static func follow(
        _ kind: RegisterKind, _ entry: RegisterEntry, _ values: RegisterValues,
        to state: EntryState, room: RegisterRoom, in scope: Scope
    ) throws {
        switch (kind.code, state) {
        case ("survey", .active):
            guard let questions = values["questions"].flatMap(SurveyQuestion.all) else { return }
            try SurveyBook.open(entry.id, questions, scope.db)
        case ("self-check", .active):
            _ = try scope.append(
                room.measures.questions().enumerated().map {
                    QuestionRow(entry: entry.id, position: $0.offset + 1, question: $0.element)
                })
        case ("self-check", .closed):
            let open = try CheckBook.questions(of: entry.id, from: scope.db)
                .count { $0.answer == nil }
            if open > 0 {
                throw RegisterRefusal.rule(.decisionIncomplete("すべての質問への回答（残り\(open)問）"))
            }
        default: break
        }
    }

    private static func pledge(_ values: RegisterValues, in scope: Scope) throws {
        let contract = try Outsourcing.contract(
            values["contract"], on: scope.today, in: scope.db)
        try Outsourcing.employer(
            values["employer"] ?? "", of: contract, on: scope.today, in: scope.db)
    }

    /// 再委託契約: within the approval, and with every clause of the contract above it.
    private static func subcontract(_ values: RegisterValues, in scope: Scope) throws {
        guard let number = values["approval"].flatMap({ EntryNumber($0) }),
            let approval = try RegisterBook.entry(
                "subcontract-approval", number, from: scope.db),
            approval.state == .active, Outsourcing.isInForce(approval.values, on: scope.today),
            approval.values["subcontractor"] == values["subcontractor"]
        else { throw RegisterRefusal.rule(.approvalMissing) }
        let parent = try Outsourcing.contract(
            approval.values["contract"], on: scope.today, in: scope.db)
        let missing = ClauseDifference.missing(
            in: values.ticked("clauses"), of: parent.values.ticked("clauses"))
        guard missing.isEmpty else { throw RegisterRefusal.rule(.clauseMissing(missing)) }
    }

    /// 契約終了: the proof of return or disposal came after the contract was in force.
    private static func returned(_ earlier: RegisterEntry?, in scope: Scope) throws {
        guard let earlier else { return }
        let began = try RegisterBook.versions(of: earlier.id, from: scope.db)
            .filter { $0.state == .active }.map(\.at).min()
        let files = try RegisterBook.files(of: earlier.id, from: scope.db)
        guard let began, files.contains(where: { $0.at > began }) else {
            throw RegisterRefusal.rule(.disposalCertificateMissing)
        }
    }

    /// A medium that ends by 廃棄 stands in the record of that disposal.
    private static func medium(_ values: RegisterValues, in scope: Scope) throws {
        guard values["end"] == "廃棄" else { return }
        guard let number = values["disposal"].flatMap({ EntryNumber($0) }),
            let disposal = try RegisterBook.entry("disposal", number, from: scope.db),
            disposal.state == .closed,
            disposal.values.ticked("media").contains(values["item"] ?? "")
        else { throw RegisterRefusal.rule(.disposalCertificateMissing) }
    }
}
