// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 世帯一覧: the members of the household in the register, with what each is entitled to.
enum HouseholdScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let members: [Member]
        let mayReceive: Bool
        let intake: String
        let person: String
    }

    struct Member: PageModel {
        let href: String
        let number: String
        let isSubject: Bool
        let name: String
        let kana: String
        let relationship: String
        let birth: String
        let age: String
        let sex: String
        let status: String
        let flags: [Flag]
        let entitlement: String
        let insurance: String
        let account: String
        /// A child that may be applied for: it can be ticked.
        let isChild: Bool
    }

    /// What the page shows, read in one operation.
    struct Reading: Sendable {
        let members: [ResidentSnapshot]
        let strands: [AddresseeNumber: [Strand]]
        let insurances: [AddresseeNumber: [InsuranceStretch]]
        let accounts: [AddresseeNumber: AccountInUse]
        let strip: StripReading?

        /// Whether more than one recipient of the household is paid into an account.
        func isShared(_ account: AccountInUse) -> Bool {
            accounts.values.contains {
                $0.recipient != account.recipient && $0.accountID == account.accountID
            }
        }

        init(
            _ number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
        ) throws {
            var members = try directory.household(of: number)
            if !members.contains(where: { $0.number == number }),
                let person = try directory.person(number)
            {
                members.insert(person, at: 0)
            }
            let numbers = members.map(\.number)
            scope.saw(numbers)
            self.members = members
            strip = try members.first { $0.number == number }.map {
                try StripReading($0, household: members, directory: directory, in: scope)
            }
            strands = try HistoryBook.strands(children: numbers, from: scope.db)
            insurances = try InsuranceBook.stretches(numbers, from: scope.db)
            let recipients = strands.values.compactMap { $0.last?.state.recipient }
            accounts = try AccountBook.current(
                recipients: Array(Set(recipients + numbers)), on: scope.today, from: scope.db)
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let read = try await visit.perform(about: [number]) { scope in
            try Reading(number, directory: directory, in: scope)
        }
        guard let strip = read.strip else { throw DeskRefusal.notFound }
        let body = Body(
            subject: SubjectStrip(strip, for: officer, in: visit.installation),
            tabs: visit.personTabs(number),
            members: read.members.map { member($0, read, visit, officer, subject: number) },
            mayReceive: visit.may(.receiveApplication), intake: Route.beginIntake.path(),
            person: number.description)
        var keys = visit.searchKey() + visit.neighbourKeys(of: number, on: .household)
        if body.mayReceive {
            keys.append(.send("F12", "選んだ子の申請受付", form: "household-form", isMain: true))
        }
        return .page(
            Page(
                "persons/household", "世帯一覧", crumbs: visit.personCrumbs(), keys: keys,
                body: body))
    }

    private static func member(
        _ person: ResidentSnapshot, _ read: Reading, _ visit: Visit, _ reader: Principal,
        subject: AddresseeNumber
    ) -> Member {
        let today = visit.today
        let state = read.strands[person.number]?.last?.state
        let insured = read.insurances[person.number]?.last { $0.period.contains(today) }
        let account = state.flatMap { read.accounts[$0.recipient] } ?? read.accounts[person.number]
        let isShown = !person.isProtected
        return Member(
            href: Route.person.path(person.number) + visit.ticketSuffix,
            number: person.number.description, isSubject: person.number == subject,
            name: reader.sees(person.alias ?? person.name, of: .name),
            kana: reader.sees(person.kana, of: .kana),
            relationship: reader.sees(
                visit.installation.wording(person.relationship, in: "relationship"),
                of: .relationship),
            birth: reader.sees(Say.short(person.born), of: .birthDate),
            age: reader.sees(Say.age(person.born, on: today), of: .birthDate),
            sex: reader.sees(person.sex.wording, of: .sex), status: person.status.wording,
            flags: Flag.about(person),
            entitlement: state.map { Say.state($0, on: today) } ?? "—",
            insurance: insured.map {
                Say.place(
                    reader.sees($0.insurerName, of: .insurance), isProtected: person.isProtected)
            } ?? "—",
            account: account.map {
                (isShown ? reader.sees($0.number, of: .account) : "登録あり")
                    + (read.isShared($0) ? "（共用）" : "")
            } ?? "—", isChild: SchoolYear(born: person.born, on: today) != nil)
    }
}
