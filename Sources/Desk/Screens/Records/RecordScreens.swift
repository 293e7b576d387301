// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1021–1025: the books about one person: welfare household, insurance, accounts, addresses, memos.
enum RecordScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.welfareHousehold, to: WelfareHouseholdScreen.show)
        book.bind(
            .recordHousehold, to: WelfareHouseholdScreen.record,
            again: WelfareHouseholdScreen.page)
        book.bind(.incomeRecord, to: IncomeScreen.show)
        book.bind(.recordIncome, to: IncomeScreen.record, again: IncomeScreen.page)
        book.bind(.insuranceRecord, to: InsuranceScreen.show)
        book.bind(.correctInsurance, to: InsuranceScreen.correct, again: InsuranceScreen.page)
        book.bind(.accountRecord, to: AccountRecordScreen.show)
        book.bind(.recordAccount, to: AccountRecordScreen.record, again: AccountRecordScreen.page)
        book.bind(
            .changeAccountPeriod, to: AccountRecordScreen.change,
            again: AccountRecordScreen.page)
        book.bind(
            .usePublicFundsAccount, to: AccountRecordScreen.usePublicFunds,
            again: AccountRecordScreen.page)
        book.bind(.addressRecord, to: AddressScreen.show)
        book.bind(.recordMailing, to: AddressScreen.recordMailing, again: AddressScreen.page)
        book.bind(.recordResidence, to: AddressScreen.recordResidence, again: AddressScreen.page)
        book.bind(.memos, to: MemoScreen.show)
        book.bind(.writeMemo, to: MemoScreen.write, again: MemoScreen.page)
        book.bind(.endMemo, to: MemoScreen.end, again: MemoScreen.page)
    }
}

/// What every page of a book reads beside its own rows.
struct RecordReading: Sendable {
    let resident: ResidentSnapshot
    let strip: StripReading
    /// Members of the welfare household and others the page names, as the register knows them now.
    let people: [AddresseeNumber: ResidentSnapshot]

    /// - Parameter more: persons whom the rows name.
    /// - Throws: `DeskRefusal.notFound`.
    init(
        _ number: AddresseeNumber, naming more: [AddresseeNumber] = [],
        directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let wanted = Array(Set(more + [number]))
        scope.saw(wanted)
        people = try directory.persons(wanted)
        guard let person = people[number] else { throw DeskRefusal.notFound }
        resident = person
        strip = try StripReading(
            person, beside: Array(people.values), directory: directory, in: scope)
    }

    /// Whether what leads to a place must be kept back.
    var isProtected: Bool { people.values.contains(where: \.isProtected) }

    func name(_ number: AddresseeNumber, for reader: Principal) -> String {
        guard let person = people[number] else { return number.description }
        return "\(reader.sees(person.alias ?? person.name, of: .name))（\(number)）"
    }
}

extension Visit {
    /// A page of a book in the frame of the person.
    func recordPage(
        _ read: RecordReading, _ heading: String, lead: String, times: RecordTimes,
        tables: [RecordTable], forms: [RecordForm], problems: [FormProblem], again: Route
    ) throws -> Page {
        let officer = try officer()
        return Page(
            "records/record", heading, crumbs: personCrumbs(),
            keys: [.send("F5", "この日で見る", form: "times-form")]
                + (forms.first.map { [.send("F12", $0.button, form: $0.id, isMain: true)] } ?? []),
            problems: problems + times.problems, message: Done.banner(self),
            body: RecordPage(
                subject: SubjectStrip(read.strip, for: officer, in: installation),
                tabs: personTabs(read.resident.number), lead: lead,
                action: again.path(read.resident.number), times: times.fields,
                effective: Say.date(times.day), recorded: Say.date(times.known),
                tables: tables.map { $0.naming(desk.name(of:)) }, forms: forms))
    }

    /// Carries a form of a book out, or draws its page with what was refused.
    func keepRecord(
        _ reading: FormReading, about persons: [AddresseeNumber], back: Route,
        again: @Sendable (Visit, [FormProblem]) async throws -> Page,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        var reading = reading
        if reading.isRight {
            do {
                try await perform(about: persons, body)
                return carriedOut(back.path(try addressee()) + "?done=recordkept")
            } catch let refusal as RecordRefusal {
                reading.refused(refusal)
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await again(self, reading.problems))
    }
}
