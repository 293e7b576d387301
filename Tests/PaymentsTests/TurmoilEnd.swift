// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Safeguards
import Testing
import Vocabulary

@testable import Payments

extension Turmoil {
    /// Finishes everything in good order; afterwards everybody has exactly what was decided.
    mutating func finish() throws {
        if versions[1] == nil { try newAccount(1) }
        for round in 0..<12 {
            for answer in answers {
                today = max(today, date(files[answer.run]?.day ?? "2025-06-02"))
                office.clock.stand(on: today)
                try office.results(bytes: answer.bytes, run: answer.run)
            }
            try settleRuns()
            for n in 1...families { try newAccount(n) }
            today = today.yearMonth.next.firstDay
            office.clock.stand(on: today)
            try releaseAll()
            try office.schedule(dues, month: month.description)
            try office.repay(month: month.description)
            let day = try paymentDay()
            let open = try office.read { try ItemBook.items(in: .scheduled, from: $0) }
            if open.isEmpty { break }
            let run = try office.propose(day.description, key: "F\(round)-\(runs.count)").run
            try office.approve(run.id)
            let file = try office.write(run.id, day: day.description)
            runs.insert(run.id)
            let raw = RawTransfers(file.bytes)
            files[run.id] = (file.record.digest, day.description, raw)
            if round < 4 {
                execute(run.id, day.description, raw)
            } else {
                for payment in raw.payments {
                    let family = (Int(payment.account.suffix(7)) ?? 0) % 1_000_000 / 1_000
                    received[family, default: 0] += payment.amount
                }
            }
        }
        for (family, yen) in owed { #expect(received[family] ?? 0 == yen, "世帯\(family)") }
        let balance = try office.balance()
        #expect(balance[.paid].amount + balance[.transit].amount == owed.values.reduce(0, +))
    }

    private mutating func settleRuns() throws {
        for run in runs {
            guard let found = try office.read({ try RunBook.run(run, from: $0) }) else { continue }
            switch found.status {
            case .proposed, .approved: try office.sendBack(run)
            case .written:
                today = max(today, found.paymentDay)
                office.clock.stand(on: today)
                try office.nothingReturned(run)
            case .sentBack, .settled: break
            }
        }
    }

    private func releaseAll() throws {
        let held = try office.read { try ItemBook.items(in: .held, from: $0) }.map(\.id)
        try office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform(held, in: $0) }
    }
}
