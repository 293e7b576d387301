// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Writes the truth files beside the town's outside files.
struct WriteTruth {
    let root: URL
    let book: TownBook

    private func file(_ name: String) throws -> FileSink {
        try FileSink(root.appendingPathComponent("truth/\(name).jsonl"))
    }

    func entitlements(_ truth: inout TownTruth) throws {
        let sink = try file("entitlements")
        let lastSeen = book.story.end
        for (child, strand) in book.children.flatMap({ child in
            child.entitlements.indices.map { (child, $0) }
        }) {
            let known = child.entitlements[strand]
            var lapse = "null"
            if known.until <= lastSeen {
                lapse = "{\"day\":\"\(known.until)\",\"reason\":\"\(known.lapse)\"}"
                truth.lapsed += 1
                truth.lapsedByReason[known.lapse, default: 0] += 1
            }
            try sink.append(
                "{\"child\":\"\(child.addressee)\",\"born\":\"\(child.born)\","
                    + "\"recipientNumber\":\"\(child.recipientNumber(strand))\","
                    + "\"recipient\":\"\(book.guardians[child.guardian].addressee)\","
                    + "\"outpatientFrom\":\"\(known.from)\",\"outpatientUntil\":\"\(known.until)\","
                    + "\"inpatientFrom\":\"\(known.from)\",\"inpatientUntil\":\"\(known.until)\","
                    + "\"lapse\":\(lapse)}\n")
        }
        try sink.close()
    }

    func decisions(_ truth: inout TownTruth) throws {
        let sink = try file("decisions")
        for application in book.applications {
            let child = book.children[application.child]
            switch application.outcome {
            case .granted: truth.granted += 1
            case .refused:
                truth.refused += 1
                truth.refusedByReason[application.decisionReason, default: 0] += 1
            case .duplicate: truth.duplicates += 1
            case .noted: truth.notices += 1
            }
            if application.isHeld { truth.held += 1 }
            let from =
                application.outcome == .granted
                ? "\(child.entitlements[application.strand].from)" : nil
            try sink.append(
                "{\"receipt\":\"\(application.receipt)\",\"kind\":\"\(application.kind)\","
                    + "\"child\":\"\(child.addressee)\",\"applied\":\"\(application.applied)\","
                    + "\"outcome\":\"\(application.outcome.rawValue)\","
                    + "\"reason\":\"\(application.decisionReason)\",\"held\":\(application.isHeld),"
                    + "\"from\":\(from.map { "\"\($0)\"" } ?? "null")}\n")
        }
        truth.applications = truth.granted + truth.refused
        try sink.close()
    }

    func reimbursements(_ refunds: [Refund], _ truth: inout TownTruth) throws {
        let sink = try file("reimbursements")
        for refund in refunds {
            let refusal = refund.isRecovered ? "outside-period" : refund.refusal
            let payable = refund.isRecovered ? 0 : refund.payable
            let outcome =
                refusal != nil ? "refused" : refund.isNeverDecided ? "waiting" : "paid"
            truth.reimbursements += 1
            truth.reimbursementsRefused += refusal == nil ? 0 : 1
            truth.recovered += refund.isRecovered ? refund.payable : 0
            truth.reimbursementsWaiting += refund.isNeverDecided ? 1 : 0
            truth.reimbursementPayable += payable
            let reason = refusal.map { "\"\($0)\"" } ?? "null"
            let month = refund.payMonth.map { "\"\($0)\"" } ?? "null"
            try sink.append(
                "{\"receipt\":\"\(refund.receipt)\","
                    + "\"child\":\"\(book.children[refund.child].addressee)\","
                    + "\"outcome\":\"\(outcome)\",\"reason\":\(reason),\"payable\":\(payable),"
                    + "\"payMonth\":\(month),\"letter\":\(refund.letter != nil),"
                    + "\"recovered\":\(refund.isRecovered ? refund.payable : 0)}\n")
        }
        try sink.close()
    }

    func payments(_ plan: PlanPayments, _ refunds: [Refund], _ truth: inout TownTruth) throws {
        let sink = try file("payments")
        for run in plan.runs where run.items > 0 {
            truth.transferFiles += 1
            truth.transferItems += run.items
            truth.transfers += run.accounts.count
            truth.transferTotal += run.total
            truth.returns += run.returnedItems
            truth.returnedTotal += run.returnedTotal
            try sink.append(
                "{\"month\":\"\(run.month)\",\"day\":\"\(run.day)\",\"items\":\(run.items),"
                    + "\"transfers\":\(run.accounts.count),\"total\":\(run.total),"
                    + "\"returnedItems\":\(run.returnedItems),"
                    + "\"returnedTotal\":\(run.returnedTotal),\"repaidItems\":\(run.repaidItems)}\n"
            )
        }
        try sink.close()
        let accounts = try file("closed_accounts")
        for entry in plan.closed where !entry.isToldBefore {
            let receipts = entry.items.map { "\"\(refunds[$0].receipt)\"" }.joined(separator: ",")
            try accounts.append(
                "{\"bank\":\"\(entry.account.bank)\",\"branch\":\"\(entry.account.branch)\","
                    + "\"type\":\"\(entry.account.type)\",\"account\":\"\(entry.account.number)\","
                    + "\"returnedIn\":\"\(entry.returned)\",\"repaidIn\":\"\(entry.repaid)\","
                    + "\"receipts\":[\(receipts)]}\n")
        }
        try accounts.close()
    }

    func summary(_ truth: TownTruth) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(truth).write(to: root.appendingPathComponent("truth.json"))
    }
}
