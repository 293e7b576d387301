// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension LiabilityKind: SQLValueConvertible {}
extension Liability.Event.Kind: SQLValueConvertible {}
extension ClaimBack.Outcome: SQLValueConvertible {}

struct LiabilityRow: FactRow {
    static let table = "liability"
    static let columns = [
        "child", "recipient", "kind", "happened_on", "reported_on", "counterpart",
        "circumstances", "officer",
    ]
    let input: LiabilityInput
    let recipient: AddresseeNumber
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            input.child, recipient, input.kind, input.happenedOn, input.reportedOn,
            input.counterpart, input.circumstances, officer,
        ]
    }
}

struct LiabilityBenefitRow: FactRow {
    static let table = "liability_benefit"
    static let columns = [
        "liability_id", "claim_id", "reimbursement_id", "is_touched", "total_cost", "paid",
        "officer",
    ]
    let liability: Int64
    let benefit: Liability.Benefit
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            liability, benefit.source.claim, benefit.source.reimbursement, benefit.isTouched,
            benefit.totalCost, benefit.paid, officer,
        ]
    }
}

struct LiabilityEventRow: FactRow {
    static let table = "liability_event"
    static let columns = ["liability_id", "event", "event_on", "amount", "note", "officer"]
    let liability: Int64
    let event: Liability.Event

    var values: [any SQLValueConvertible] {
        [liability, event.kind, event.on, event.amount, event.note, event.officer]
    }
}

struct ClaimBackRow: FactRow {
    static let table = "claim_back"
    static let columns = [
        "liability_id", "proxy_id", "child", "recipient", "amount", "explanation", "proposer",
    ]
    let cause: ClaimBack.Cause
    let child: AddresseeNumber
    let recipient: AddresseeNumber
    let amount: Yen
    let explanation: String
    let proposer: String

    var values: [any SQLValueConvertible] {
        var liability: Int64?
        var proxy: Int64?
        switch cause {
        case .liability(let id): liability = id
        case .proxy(let id): proxy = id
        }
        return [liability, proxy, child, recipient, amount, explanation, proposer]
    }
}

struct ClaimBackOutcomeRow: FactRow {
    static let table = "claim_back_outcome"
    static let columns = [
        "claim_back_id", "outcome", "recovery_id", "decided_on", "reason", "approver",
    ]
    let claimBack: Int64
    let outcome: ClaimBack.Outcome
    let recovery: Int64?
    let decidedOn: CivilDate
    var reason: String?
    let approver: String

    var values: [any SQLValueConvertible] {
        [claimBack, outcome, recovery, decidedOn, reason, approver]
    }
}
