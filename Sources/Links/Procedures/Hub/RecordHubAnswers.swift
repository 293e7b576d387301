// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Writes down what became of the parcels of a claim. An answer that comes after its claim has
/// ended is logged and changes nothing: another job has taken the entitlement over.
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
            rows += claim.orders.map { row($0, answer) }
            let held = try HubOrders.held(by: claim.token, in: scope)
            let mine = claim.orders.filter(held.contains)
            guard !mine.isEmpty else { continue }
            switch answer.outcome {
            case .accepted:
                try HubOrders.set(mine, .done, due: scope.now, in: scope)
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
        try HubToldBook.confirm(accepted.flatMap { $0.parcel.rows.map(\.key) }, in: scope)
        try HubOrders.settleRefused(of: accepted.map(\.recipientNumber), in: scope)
        try scope.append(rows)
        scope.counted(answers.count)
    }

    /// Gives orders back untouched: nothing of them left the house.
    func release(_ claims: [HubClaim]) throws {
        for claim in claims {
            let held = try HubOrders.held(by: claim.token, in: scope)
            try HubOrders.set(
                claim.orders.filter(held.contains), .waiting, due: scope.now, in: scope)
        }
        scope.note("released")
    }

    private func row(_ order: Int64, _ answer: HubAnswer) -> HubAnswerRow {
        var row = HubAnswerRow(
            order: order, outcome: "", request: answer.request, status: answer.status)
        switch answer.outcome {
        case .accepted: row = row.with("accepted")
        case .refused(let field, let rule): row = row.with("refused", field, rule)
        case .failed(let why): row = row.with("failed", nil, why)
        }
        return row
    }
}

extension HubAnswerRow {
    fileprivate func with(
        _ outcome: String, _ field: String? = nil, _ rule: String? = nil
    ) -> HubAnswerRow {
        HubAnswerRow(
            order: order, outcome: outcome, request: request, status: status, field: field,
            rule: rule)
    }
}
