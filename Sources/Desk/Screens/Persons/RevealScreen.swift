// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// What is hidden by default, shown once with a typed reason that stands in the log.
enum RevealScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let title: String
        let items: [Item]
        let reason: String
    }

    /// The address of a protected person, for the head.
    static func address(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let directory = visit.installation.directory
        let found = try await visit.perform(about: [number], reason: visit.form["reason"]) {
            scope -> (StripReading, Address)? in
            guard
                let strip = try StripReading(about: number, directory: directory, in: scope)
            else { return nil }
            return (strip, try strip.person.guardedAddress.revealed(in: scope))
        }
        guard let (strip, address) = found else { throw DeskRefusal.notFound }
        return .page(
            try page(
                visit, strip, "支援措置対象者の住所",
                [Item("住所", "〒\(address.postalCode) \(address.text) \(address.building)")]))
    }

    /// All digits of the account of a recipient.
    static func account(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let directory = visit.installation.directory
        let found = try await visit.perform(about: [number], reason: visit.form["reason"]) {
            scope -> (StripReading, AccountInUse)? in
            let record = try ChildRecord.load(number, on: scope.today, from: scope.db)
            guard let account = record?.account,
                let strip = try StripReading(about: number, directory: directory, in: scope)
            else { return nil }
            scope.saw(account.recipient)
            return (strip, account)
        }
        guard let (strip, account) = found else { throw DeskRefusal.notFound }
        return .page(
            try page(
                visit, strip, "口座番号の全桁",
                [
                    Item("金融機関", "\(account.bankName)（\(account.bankCode)）"),
                    Item("支店", "\(account.branchName)（\(account.branchCode)）"),
                    Item("種目・番号", "\(account.type.wording) \(account.number)"),
                    Item("名義", account.holderKana),
                ]))
    }

    private static func page(
        _ visit: Visit, _ strip: StripReading, _ title: String, _ items: [Item]
    ) throws -> Page {
        let number = strip.person.number
        return Page(
            "persons/reveal", title,
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("対象者台帳", Route.person.path(number))],
            body: Body(
                subject: SubjectStrip(strip, for: try visit.officer(), in: visit.installation),
                tabs: visit.personTabs(number), title: title, items: items,
                reason: visit.form["reason"]))
    }
}
