// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 対象者台帳: the entitlement now and its history, insurance, account, certificates, applications.
enum PersonScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let isCase: Bool
        let now: EntitlementCard?
        let address: [Item]
        let isProtected: Bool
        let mayRevealAddress: Bool
        let revealAddress: String
        let revealMark = Caution.hiddenValue.mark
        let record: RecordTables?
        let children: [ChildLine]
        let hasChildren: Bool
        let timeline: Timeline?
        let family: [FamilyLine]
        let hasFamily: Bool
        let householdHref: String
    }

    /// Somebody of the household, beside the person.
    struct FamilyLine: PageModel {
        let href: String
        let name: String
        let who: String
        let entitlement: String
        let flags: [Flag]
    }

    /// A child whose recipient this person is.
    struct ChildLine: PageModel {
        let href: String
        let number: String
        let name: String
        let birth: String
        let entitlement: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let installation = visit.installation
        let read = try await visit.perform(about: [number]) { scope in
            try PersonReading(number, directory: installation.directory, in: scope)
        }
        guard let resident = read.resident, let strip = read.strip else {
            throw DeskRefusal.notFound
        }
        let today = visit.today
        let body = Body(
            subject: SubjectStrip(strip, for: officer, in: installation),
            tabs: visit.personTabs(number), isCase: read.record != nil || !read.children.isEmpty,
            now: EntitlementCard(read, visit), address: AddressItems.of(resident, for: officer),
            isProtected: resident.isProtected, mayRevealAddress: visit.may(.revealProtectedAddress),
            revealAddress: Route.revealAddress.path(number),
            record: try read.record.map {
                try RecordTables($0, visit, isProtected: read.isProtected)
            },
            children: read.children.map { childLine($0, visit, officer) },
            hasChildren: !read.children.isEmpty,
            timeline: read.record.flatMap {
                Timeline($0, on: today, isProtected: read.isProtected)
            },
            family: read.household.filter { $0.number != number }.map {
                familyLine($0, read, visit, officer)
            },
            hasFamily: read.household.contains { $0.number != number },
            householdHref: Route.household.path(number) + visit.ticketSuffix)
        return .page(
            Page(
                "persons/person", "対象者台帳", crumbs: visit.personCrumbs(),
                keys: keys(read, visit, number), message: Done.banner(visit), body: body))
    }

    private static func familyLine(
        _ person: ResidentSnapshot, _ read: PersonReading, _ visit: Visit, _ reader: Principal
    ) -> FamilyLine {
        let relationship = reader.sees(
            visit.installation.wording(person.relationship, in: "relationship"),
            of: .relationship)
        return FamilyLine(
            href: Route.person.path(person.number) + visit.ticketSuffix,
            name: reader.sees(person.alias ?? person.name, of: .name),
            who: relationship + "・"
                + reader.sees(Say.age(person.born, on: visit.today), of: .birthDate),
            entitlement: read.states[person.number].map { Say.state($0, on: visit.today) } ?? "—",
            flags: Flag.about(person))
    }

    private static func childLine(
        _ child: PersonReading.Child, _ visit: Visit, _ reader: Principal
    ) -> ChildLine {
        ChildLine(
            href: Route.person.path(child.person.number), number: child.person.number.description,
            name: reader.sees(child.person.alias ?? child.person.name, of: .name),
            birth: reader.sees(Say.birth(child.person.born, on: visit.today), of: .birthDate),
            entitlement: child.state.map { Say.state($0, on: visit.today) } ?? "—")
    }

    private static func keys(
        _ read: PersonReading, _ visit: Visit, _ number: AddresseeNumber
    ) -> [Key] {
        var keys =
            visit.searchKey() + [
                .link("F6", "世帯一覧", Route.household.path(number) + visit.ticketSuffix)
            ]
        keys += visit.neighbourKeys(of: number, on: .person)
        if visit.may(.correctEntitlement), !(read.record?.history.isEmpty ?? true) {
            keys.append(.link("F2", "訂正", Route.correction.path(number)))
        }
        if visit.may(.lapse), read.record?.current?.isStanding ?? false {
            keys.append(.link("F9", "資格消滅", Route.lapseForm.path(number)))
        }
        if visit.may(.changeRegistration), read.record?.current?.isLive ?? false {
            keys.append(.link("F12", "変更届", Route.change.path(number)))
        }
        if visit.may(.receiveApplication), !(read.record?.current?.isStanding ?? false) {
            keys.append(.link("F12", "申請受付", Route.intake.path() + "?person=\(number)"))
        }
        return keys
    }
}

/// Address and telephone of a person, under the guard of 支援措置.
enum AddressItems {
    static func of(_ person: ResidentSnapshot, for reader: Principal) -> [Item] {
        guard let address = person.guardedAddress.shown(to: reader) else {
            let why = person.isProtected ? "支援措置の対象のため表示しません" : "表示する権限がありません"
            return [Item("住所", why)]
        }
        let phone = person.phone.map { reader.sees($0, of: .phone) }
        return [
            Item("住所", "〒\(address.postalCode) \(address.text) \(address.building)"),
            Item("電話", phone),
            Item("住民となった日", person.residentFrom.map(Say.date)),
        ]
    }
}
