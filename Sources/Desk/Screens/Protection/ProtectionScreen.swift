// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The measures of one person: what is in force, what was asked and decided, and the forms.
enum ProtectionScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let word: String
        let weight: String
        let isInForce: Bool
        let isByHousehold: Bool
        let items: [Item]
        let hasEndedInRegister: Bool
        let requests: [ProtectionRequestRow]
        let hasRequests: Bool
        let register: String?
        let registerFields: [FormField]
        let end: String?
        let endFields: [FormField]
        let isRegisterOpen: Bool
        let isEndOpen: Bool
    }

    /// What the page shows, read in one operation.
    struct Reading: Sendable {
        let person: ResidentSnapshot
        let strip: StripReading
        let household: [ResidentSnapshot]
        let standings: [AddresseeNumber: ProtectionStanding]
        let history: [ProtectionRequest]
        let people: [AddresseeNumber: ResidentSnapshot]

        init(
            _ number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
        ) throws {
            guard let person = try directory.person(number) else { throw DeskRefusal.notFound }
            self.person = person
            household = try directory.household(of: number)
            standings = try directory.protections(of: [number] + household.map(\.number))
            history = try ProtectionBook.history(of: number, from: scope.db)
            people = try directory.persons(history.flatMap(\.members.keys))
            scope.saw(household.map(\.number))
            scope.saw(people.keys)
            strip = try StripReading(
                person, household: household, directory: directory, in: scope)
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewProtections, about: [number]) { scope in
            try Reading(number, directory: directory, in: scope)
        }
        let own = read.standings[number]
        let word =
            if let own { "支援措置 有効（\(own.sourceWording)）" } else if read.person.isProtected {
                "同じ世帯に支援措置の対象者がいます"
            } else { "支援措置なし" }
        let forms = ProtectionForms(read, visit, problems)
        let body = Body(
            subject: SubjectStrip(read.strip, for: officer, in: visit.installation),
            tabs: visit.personTabs(number), word: word,
            weight: read.person.isProtected ? "stop" : "plain", isInForce: own != nil,
            isByHousehold: own == nil && read.person.isProtected,
            items: items(own, visit.today), hasEndedInRegister: own?.hasEndedInRegister ?? false,
            requests: read.history.reversed().map {
                ProtectionRequestRow($0, read.people, visit, officer)
            },
            hasRequests: !read.history.isEmpty,
            register: visit.may(.proposeProtection) ? Route.proposeProtection.path(number) : nil,
            registerFields: forms.register,
            end: own != nil && visit.may(.proposeProtectionEnd)
                ? Route.proposeProtectionEnd.path(number) : nil,
            endFields: forms.end, isRegisterOpen: visit.route == .proposeProtection,
            isEndOpen: visit.route == .proposeProtectionEnd)
        return Page(
            "protection/person", "支援措置", crumbs: visit.personCrumbs(),
            keys: [.link("F6", "支援措置の一覧", Route.protections.path())], problems: problems,
            message: Done.banner(visit), body: body)
    }

    private static func items(_ standing: ProtectionStanding?, _ today: CivilDate) -> [Item] {
        guard let standing else { return [] }
        return [
            Item("出所", standing.sourceWording),
            Item("期間", ProtectionWords.end(standing, on: today)),
            Item("版", standing.version),
        ]
    }
}
