// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Scheme
import Town
import Vocabulary

extension OfficeYear {
    /// The totals of the summary against `truth.json`.
    func compareTotals(_ summary: YearSummary, _ truth: TownTruth) -> [Difference] {
        var comparing = Comparing("truth.json")
        func expect(_ field: String, _ expected: Int, _ found: Int) {
            comparing.expect("合計", field, expected, found)
        }
        if settings.story.years == 1 {
            expect("people", truth.people, summary.people)
            expect("children", truth.children, summary.children)
        }
        expect("applications", truth.applications, summary.applications)
        expect("granted", truth.granted, summary.granted)
        expect("refused", truth.refused, summary.refused)
        expect("held", truth.held, summary.held)
        expect("lapsed", truth.lapsed, summary.lapsed)
        expect("claims", truth.claims, summary.claims)
        expect("rejected", truth.rejected, summary.rejected)
        expect("reimbursements", truth.reimbursements, summary.reimbursements)
        expect("recovered", truth.recovered, summary.recovered)
        expect("takenBack", truth.takenBack, summary.takenBack)
        expect("payable", truth.payable, summary.payable)
        expect("transferFiles", truth.transferFiles, summary.transferFiles)
        expect("transfers", truth.transfers, summary.transfers)
        expect("transferTotal", truth.transferTotal, summary.transferTotal)
        expect("duplicates", truth.duplicates, refusedRows["applications", default: 0])
        for (layout, rows) in refusedRows.sorted(by: { $0.key < $1.key })
        where layout != "applications" {
            expect("\(layout) の断った行", 0, rows)
        }
        return comparing.differences
    }

    /// Counts in System 2 who lived in the city when the register came, and the children of the
    /// scheme's age among them and among those born or moved in since.
    func childrenOfTheScheme(_ summary: inout YearSummary) throws -> Int {
        let start = settings.story.schemeStart
        var entered: [AddresseeNumber: CivilDate] = [:]
        for change in try office.directory.changes(after: 0, limit: .max) {
            if entered[change.number] == nil { entered[change.number] = change.on }
        }
        let people = try office.directory.persons(Array(entered.keys))
        summary.people = 0
        var children = 0
        for (number, person) in people where person.status != .nonResident {
            let day = max(start, entered[number] ?? start)
            if entered[number] == settings.story.registerDay { summary.people += 1 }
            if isOfAge(person.born, on: day) { children += 1 }
        }
        return children
    }

    /// Whether the book's age limit covers the day.
    func isOfAge(_ born: CivilDate, on day: CivilDate) -> Bool {
        guard case .found(let end, _)? = office.book.ageLimits[.outpatient]?.on(day) else {
            return false
        }
        return end.lastDay(born: born) >= day
    }
}
