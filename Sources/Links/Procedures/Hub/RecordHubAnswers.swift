// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Writes down what became of the parcels of a claim. A no that comes after its claim has ended is
/// logged and changes nothing: another job has taken the entitlement over.
///
/// (Part of `OperationCode.queueForHub`.)
struct RecordHubAnswers {
    /// Seconds until the next try after so many failures: a minute, doubled, at most an hour.
    static func pause(after failures: Int) -> Int64 {
        min(3_600, 60 << Int64(min(max(failures - 1, 0), 10)))
    }

    let scope: Scope

    func perform(_ answers: [(claim: HubClaim, answer: HubAnswer)]) throws {
        var rows: [HubAnswerRow] = []
        var accepted: [HubClaim] = []
        for (claim, answer) in answers {
            scope.saw(claim.parcel.child)
            rows += claim.orders.map { row($0, claim, answer) }
            if answer.outcome == .accepted {
                try HubToldBook.confirm(
                    claim.parcel.rows.map(\.key), toldBy: claim.operation, in: scope)
            }
            let (mine, nobodys) = try HubOrders.held(
                claim.orders, by: claim.operation, in: scope)
            switch answer.outcome {
            case .accepted:
                // A yes counts even when it comes late, as long as nobody sends the same again.
                try HubOrders.set(mine + nobodys, .done, due: scope.now, in: scope)
                accepted.append(claim)
            case .refused:
                try HubOrders.set(mine, .refused, due: scope.now, triedAgain: true, in: scope)
            case .failed:
                let pause = RecordHubAnswers.pause(after: claim.attempts + 1)
                try HubOrders.set(
                    mine, .waiting, due: scope.now.adding(seconds: pause), triedAgain: true,
                    in: scope)
            }
        }
        try HubOrders.settleRefused(of: accepted.map(\.recipientNumber), in: scope)
        try scope.append(rows)
        scope.counted(answers.count)
    }

    /// Gives orders back untouched: nothing of them left the house.
    func release(_ claims: [HubClaim]) throws {
        for claim in claims {
            let (mine, _) = try HubOrders.held(claim.orders, by: claim.operation, in: scope)
            try HubOrders.set(mine, .waiting, due: scope.now, in: scope)
        }
        scope.note("released")
    }

    private func row(_ order: Int64, _ claim: HubClaim, _ answer: HubAnswer) -> HubAnswerRow {
        var row = HubAnswerRow(
            order: order, outcome: answer.outcome.word, claim: claim.operation,
            request: answer.request, status: answer.status)
        switch answer.outcome {
        case .accepted: break
        case .refused(let field, let rule): (row.field, row.rule) = (field, rule)
        case .failed(let why): row.rule = why
        }
        return row
    }
}

extension HubOutcome {
    fileprivate var word: HubAnswerRow.Outcome {
        switch self {
        case .accepted: .accepted
        case .refused: .refused
        case .failed: .failed
        }
    }
}
