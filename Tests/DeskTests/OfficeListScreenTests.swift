// SPDX-License-Identifier: Apache-2.0
import Copying
import Database
import Entitlement
import Office
import Press
import Reports
import Safeguards
import Testing
import Vocabulary

@testable import Desk

@Suite("定型の一覧の画面")
struct OfficeListScreenTests {
    private static let kyufu = MoneyBench.officer("kyufu", .payment)

    private func rows(
        _ bench: DeskBench, _ list: OfficeList, _ on: String
    ) throws -> [[String]] {
        try bench.office.casework.perform(
            .exportData, by: bench.administrator, for: .statistics, reason: "試験"
        ) { scope in
            try bench.office.lists.rows(
                ListQuestion(
                    list: list.rawValue, conditions: ["on": on], items: list.items.map(\.code)),
                limit: 100, in: scope
            ).map { $0.map(\.content) }
        }
    }

    @Test("保険の記録のない児童は保険が切れた日から、口座のない受給者は口座の始まる前の日に、一覧に出る")
    func missing() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        func children(_ list: OfficeList, _ on: String) throws -> [String] {
            try rows(bench, list, on).map { $0[0] }
        }
        // The entitlement and the account begin on the day of the application; the account ends.
        #expect(try children(.accountless, "2025-06-10").isEmpty)
        try bench.office.casework.perform(
            .changeAccount, by: Self.kyufu, for: .change, about: [family.father], reason: "試験"
        ) { scope in
            let use = try #require(
                AccountBook.recorded(of: family.father, from: scope.db).first { !$0.isOverruled })
            try ChangeAccountPeriod.perform(
                use.id, of: family.father,
                period: EffectivePeriod(
                    from: use.value.period.from, until: CivilDate(iso: "2025-06-21")),
                reason: "解約", in: scope)
        }
        #expect(try children(.accountless, "2025-06-20").isEmpty)
        let without = try rows(bench, .accountless, "2025-06-21")
        #expect(without.map { $0[0] } == [family.child.description])
        #expect(without.first?[6] == family.father.description && without.first?.last == "1")
        #expect(try children(.accountless, "2023-01-10").isEmpty, "資格のない日")

        #expect(try children(.uninsured, "2025-06-10").isEmpty)
        try bench.office.casework.perform(
            .changeRegistration, by: MoneyBench.officer("uketsuke", .counter), for: .change,
            about: [family.child], reason: "試験"
        ) { scope in
            let ended = try CorrectInsurance.perform(
                InsuranceInput(
                    child: family.child, insurer: try #require(InsurerNumber("06119903")),
                    insurerName: "見本健康保険組合", acquiredOn: try #require(CivilDate(iso: "2024-02-05")),
                    lostOn: CivilDate(iso: "2025-06-20"), source: .notification,
                    reason: "喪失の届出"), in: scope)
            #expect(ended)
        }
        #expect(try children(.uninsured, "2025-06-19").isEmpty)
        #expect(try children(.uninsured, "2025-06-20") == [family.child.description])
        #expect(try children(.uninsured, "2023-01-10").isEmpty, "資格のない日")
    }

    @Test("同じ児童かもしれない二つの資格は、並べた理由とともに一覧に出て、それぞれの台帳を開ける")
    func doubles() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        let other = Family.of(.searched).child
        try await bench.grant(family.child)
        try await bench.grant(other)
        #expect(try rows(bench, .doubles, "2025-06-10").isEmpty)
        // What the register says of the second child is what it says of the first: a second number of
        // one person.
        _ = try bench.office.casework.perform(
            .applyResidentChanges, by: .machine("bench"), for: .change
        ) { scope in
            try scope.db.execute(
                """
                INSERT INTO person_snapshot (operation_id, recorded_at, subject, application_id,
                name, kana, sex, born, resident_status, household, is_protected, kana_key, name_key,
                record_hash)
                SELECT operation_id, recorded_at, ?, application_id, name, kana, sex, born,
                resident_status, household, is_protected, kana_key, name_key, record_hash
                FROM person_snapshot WHERE subject = ? ORDER BY id DESC LIMIT 1
                """, [other, family.child])
        }
        let listed = try rows(bench, .doubles, "2025-06-10")
        #expect(Set(listed.map { $0[0] }) == [family.child.description, other.description])
        #expect(listed.allSatisfy { $0[$0.count - 2] == "カナ・生年月日・性別・世帯が同じ" })
        let mine = try #require(listed.first { $0[0] == family.child.description })
        #expect(mine.last?.hasPrefix("\(other)・") == true)
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/statistics/lists?list=doubles&on=2025-06-10")
            #expect(page.text.contains("二重の資格の疑い"), "\(page.text)")
            #expect(page.text.contains("/persons/\(family.child)"))
            #expect(page.text.contains("/persons/\(other)"))
        }
        #expect(try rows(bench, .doubles, "2023-01-10").isEmpty, "資格のない日")
    }

    @Test("未申請児一覧は、住民記録に日ごとでなく月で尋ね、頁の行だけを答える")
    func unapplied() async throws {
        let bench = try await DeskBench()
        func asked() throws -> Int64 {
            try bench.office.addressee.perform(
                .searchLog, by: MoneyBench.officer("kansa", .auditor), for: .audit
            ) { try $0.db.first("SELECT COUNT(*) FROM operation") { $0.int64(0) } ?? 0 }
        }
        func page(_ number: Int) throws -> OfficeListPage {
            try bench.office.casework.perform(.listStatistics, by: Self.kyufu, for: .statistics) {
                try ViewOfficeList.perform(
                    .unapplied, value: "2018-09", page: number, length: 4,
                    directory: bench.office.directory, in: $0)
            }
        }
        let before = try asked()
        let first = try page(1)
        // The children of the month, their names, their protections; and the question above.
        #expect(try asked() - before <= 6)
        let count = Family.Kind.allCases.count
        #expect(first.count == count && first.rows.count == 4)
        let last = try page(9)
        #expect(last.page == last.pages && last.rows.count == count - (last.pages - 1) * 4)
        #expect(Set(first.rows.map(\.child)).isDisjoint(with: last.rows.map(\.child)))
    }

    @Test("一覧は画面で見られ、頁に分かれ、その頁の人だけが記録に残る。窓口・管理者・監査は見られない")
    func pages() async throws {
        let bench = try await DeskBench()
        let (open, guarded) = (Family.of(.ordinary), Family.of(.protected))
        try await bench.grant(open.child)
        try await bench.grant(guarded.child)
        func page(
            _ number: Int, by officer: Principal = Self.kyufu
        ) throws -> (OfficeListPage, Set<AddresseeNumber>) {
            let page = try bench.office.casework.perform(
                .listStatistics, by: officer, for: .statistics
            ) { scope in
                try ViewOfficeList.perform(
                    .recipients, value: "2025-06-10", page: number, length: 1,
                    directory: bench.office.directory, in: scope)
            }
            let told = try bench.office.casework.perform(
                .searchLog, by: MoneyBench.officer("kansa", .auditor), for: .audit
            ) { scope in
                try scope.db.rows(
                    """
                    SELECT subject FROM operation_subject WHERE operation_id =
                    (SELECT MAX(id) FROM operation WHERE code = 'listStatistics')
                    """
                ) { $0.addressee(0) }
            }
            return (page, Set(told))
        }
        let (first, seen) = try page(1)
        #expect(first.count == 2 && first.pages == 2)
        #expect(first.rows.map(\.child) == [open.child])
        #expect(seen.contains(open.child) && !seen.contains(guarded.child))
        let (last, others) = try page(9)
        #expect(last.page == 2 && last.rows.map(\.child) == [guarded.child])
        #expect(others.contains(guarded.child) && !others.contains(open.child))
        for role in [Role.counter, .administrator, .auditor] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                _ = try page(1, by: MoneyBench.officer("other", role))
            }
        }
    }

    @Test("定型の一覧の画面: 統計から開き、台帳へ行け、保護の方の場所は出ず、150KBに収まる")
    func screen() async throws {
        let bench = try await DeskBench()
        let (open, guarded) = (Family.of(.ordinary), Family.of(.protected))
        try await bench.grant(open.child)
        try await bench.grant(guarded.child)
        try await bench.browse(as: "kyufu") { browser in
            let statistics = try await browser.get("/statistics")
            #expect(statistics.text.contains("href=\"/statistics/lists\""))
            let empty = try await browser.get("/statistics/lists")
            #expect(empty.status == 200 && !empty.text.contains(open.child.description))
            for list in OfficeList.allCases {
                #expect(empty.text.contains(list.title), "\(list)")
                let on = list.condition.isDay ? "R7.6.10" : "R6.2"
                let page = try await browser.get("/statistics/lists?list=\(list.rawValue)&on=\(on)")
                #expect(page.status == 200 && page.text.contains("件</strong>"), "\(list)")
                #expect(page.text.utf8.count < 150_000, "\(list)")
                for secret in [Family.secretAddress, "見本市中央", "9000017", "000-900-0042"] {
                    #expect(!page.text.contains(secret), "\(list)")
                }
                let wrong = try await browser.get("/statistics/lists?list=\(list.rawValue)&on=x")
                #expect(wrong.text.contains(list.condition.title), "\(list)")
                #expect(!wrong.text.contains("件</strong>"), "\(list)")
            }
            let page = try await browser.get("/statistics/lists?list=recipients&on=2025-06-10")
            #expect(page.text.contains("href=\"/persons/\(open.child)\""))
            #expect(page.text.contains("出しません"))
            // Who never applied has a name by the register alone.
            let unapplied = try await browser.get("/statistics/lists?list=unapplied&on=R6.2")
            #expect(unapplied.text.contains("検証4　翔") && !unapplied.text.contains("控えなし"))
        }
        for officer in ["uketsuke", "kanri", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let refused = try await browser.get("/statistics/lists")
                #expect(refused.status == 403, "\(officer)")
            }
        }
    }
}
