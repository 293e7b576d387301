// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Payments
import Safeguards
import Vocabulary

/// What officers do on 1023.
extension AccountRecordScreen {
    static func record(_ visit: Visit) async throws -> Answer {
        let recipient = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        var input = IntakeForm.account(&reading)
        let from = reading.optionalDate("account-from", "使い始めの日")
        let reason = reading.text("account-reason", orElse: "理由を入力してください（記録されます）。")
        input?.from = from
        let account = input
        let (directory, banks) = (visit.installation.directory, visit.installation.banks)
        return try await visit.keepRecord(
            reading, about: [recipient], back: .accountRecord, again: page
        ) { scope in
            guard let account else { return }
            try RecordAccount.perform(
                account, of: recipient, directory: directory, banks: banks, reason: reason,
                isPayee: try PayeeChangeBook.names(recipient, from: scope.db), in: scope)
        }
    }

    static func change(_ visit: Visit) async throws -> Answer {
        let recipient = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        var period = reading.period()
        if reading.isMistake {
            period = period.map { EffectivePeriod(from: $0.from, until: $0.from) }
        }
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        let use = reading.replaces ?? 0
        let wanted = period
        return try await visit.keepRecord(
            reading, about: [recipient], back: .accountRecord, again: page
        ) { scope in
            guard let wanted else { return }
            try ChangeAccountPeriod.perform(
                use, of: recipient, period: wanted, reason: reason, in: scope)
        }
    }

    static func usePublicFunds(_ visit: Visit) async throws -> Answer {
        let recipient = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let inquiry = reading.typed["inquiry"]
        let (directory, banks) = (visit.installation.directory, visit.installation.banks)
        do {
            try await visit.perform(about: [recipient]) { scope in
                _ = try UseReceivingAccount.perform(
                    inquiry, of: recipient, directory: directory, banks: banks, in: scope)
            }
            return visit.carriedOut(
                Route.accountRecord.path(recipient) + "?done=recordkept")
        } catch let refusal as ReceivingAccountRefusal {
            reading.refused(refusal)
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }
}
