// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("未申請の対象児童") struct UnregisteredTests {
    /// A register of: one entitled, one in work, one never, one too old, one moved out, one without a
    /// mother.
    private func office() throws -> Office {
        let office = try Office("2025-06-10")
        office.family()
        try office.grant(office.form(applied: "2025-06-10"))
        for (index, born) in ["2020-05-05", "2016-01-01", "2005-01-01"].enumerated() {
            var child = office.person(
                AddresseeNumber(value: 900_000_100 + Int64(index)), "検証 子", "ケンショウ コ",
                born: born)
            child.mother = Office.parent
            office.directory.put(child)
        }
        var orphan = office.person(
            AddresseeNumber(value: 900_000_110), "検証 孤", "ケンショウ コ", born: "2019-01-01")
        orphan.household = "H7"
        office.directory.put(orphan)
        var away = office.person(
            AddresseeNumber(value: 900_000_111), "検証 転", "ケンショウ テン", born: "2019-01-01")
        away.status = .movedOut
        office.directory.put(away)
        return office
    }

    @Test("対象年齢の住民は、資格あり・処理中・除外・未申請のどれか一つに必ず数えられる", .measure("R-23"))
    func everybodyIsCounted() throws {
        let office = try office()
        let waiting = AddresseeNumber(value: 900_000_101)
        _ = try office.receive(office.form(applied: "2025-06-10", child: waiting))
        let report = try office.list()
        #expect(report.isComplete)
        #expect(report.residents == 4 && report.entitled == 1 && report.inWork == 1)
        #expect(report.unregistered == 2)
        let listed = try office.read { try UnregisteredBook.children(limit: 100, from: $0) }
        #expect(listed.map(\.child.value) == [900_000_100, 900_000_110])
        #expect(listed.map(\.why) == [.neverApplied, .neverApplied])
        // Made again it is the same list.
        _ = try office.list()
        #expect(try office.read { try UnregisteredBook.children(limit: 100, from: $0) }.count == 2)
    }

    @Test("生まれ月ごとに作り直した一覧は、一度に作った一覧と同じで、対象年齢を過ぎた子は残らない", .measure("R-23"))
    func monthByMonth() throws {
        let office = try office()
        _ = try office.list()
        func listed() throws -> [UnregisteredChild] {
            try office.read { try UnregisteredBook.children(limit: .max, from: $0) }
        }
        let whole = try listed()
        #expect(!whole.isEmpty)
        // Whom the list of long ago held is too old by now, and the list of another month stays.
        let day = date("2025-06-10")
        let months = try ListUnregistered.months(law: Office.law, on: day)
        #expect(months.count > 200 && months.last == day.yearMonth)
        func make(_ month: YearMonth) throws -> ListUnregistered.Report {
            try office.gate.perform(
                ListUnregistered.operation, by: Office.counter, for: .registration
            ) {
                try ListUnregistered.perform(
                    bornIn: EffectivePeriod(from: month.firstDay, until: month.next.firstDay),
                    law: Office.law, directory: office.directory, in: $0)
            }
        }
        try office.gate.perform(
            ListUnregistered.operation, by: Office.counter, for: .registration
        ) { scope in
            try scope.db.execute("DELETE FROM unregistered_child WHERE born < '2018-01-01'", [])
            try scope.db.execute(
                """
                INSERT INTO unregistered_child (child, why, eligible_from, born, found_on)
                VALUES (900000102, 'never-applied', '2005-01-01', '2005-01-01', '2023-01-01')
                """, [])
        }
        let reports = try months.map(make)
        #expect(reports.allSatisfy { $0.isComplete })
        #expect(reports.reduce(0) { $0 + $1.residents } == 4)
        #expect(try listed() == whole)
        // A month alone touches nobody else.
        _ = try make(try #require(months.last))
        #expect(try listed() == whole)
    }

    @Test("除外が終わった子は一覧に出て、続いている子は出ない", .measure("R-31")) func exclusions() throws {
        let office = try office()
        let child = AddresseeNumber(value: 900_000_100)
        let receipt = try office.receive(office.form(applied: "2025-06-10", child: child))
        func record(_ end: String?) throws {
            try office.gate.perform(
                RecordExclusions.operation, by: Office.machine, for: .change
            ) { scope in
                _ = try RecordExclusions.perform(
                    [
                        ExclusionInput(
                            child: child, kind: .publicAssistance, beganOn: date("2025-05-01"),
                            endedOn: end.map(date), source: "生活保護連携")
                    ], in: scope)
            }
        }
        try record(nil)
        try office.gate.perform(
            WithdrawApplication.operation, by: Office.counter, for: .registration
        ) { try WithdrawApplication.perform(receipt.id, reason: "取下げ", in: $0) }
        #expect(try office.list().excluded == 1)
        try record("2025-06-10")
        #expect(try office.list().excluded == 0)
        let listed = try office.read { try UnregisteredBook.children(limit: 100, from: $0) }
        #expect(listed.first { $0.child == child }?.why == .exclusionEnded)
    }

    @Test("市の制度が除外しない他制度（ひとり親）の子は、除外に数えず、資格も失わない", .measure("R-31"))
    func exceptedScheme() throws {
        let office = try Office()
        try office.grant()
        for (scheme, isLive) in [("sample-single-parent", true), ("other-city", false)] {
            try office.gate.perform(
                RecordExclusions.operation, by: Office.machine, for: .change
            ) { scope in
                _ = try RecordExclusions.perform(
                    [
                        ExclusionInput(
                            child: Office.child, kind: .otherSchemeLeavesZero,
                            beganOn: date("2025-05-01"), source: "届出", scheme: scheme)
                    ], in: scope)
            }
            let report = try office.rejudge()
            #expect(report.waiting.isEmpty == isLive, "\(scheme)")
        }
    }

    @Test("勧奨は見込みと結果が合い、外れた子には理由があり、同じ日に二度は送らない", .measure("R-10"))
    func invitations() throws {
        let office = try office()
        _ = try office.list()
        func invite() throws -> InviteChildren.Report {
            try office.gate.perform(
                InviteChildren.operation, by: Office.counter, for: .registration
            ) {
                try InviteChildren.perform(
                    due: date("2025-07-31"), directory: office.directory, in: $0)
            }
        }
        let report = try invite()
        #expect(report.count.isComplete && report.count.expected == 3)
        #expect(report.count.proposed == 2)
        #expect(report.count.leftOut == ["送り先の保護者が分からない": 1])
        let again = try invite()
        #expect(again.invitations.isEmpty && again.count.expected == 1)
        // Named one by one the same child is not written to twice on one day.
        let named = try office.gate.perform(
            InviteChildren.operation, by: Office.counter, for: .registration
        ) {
            try InviteChildren.perform(
                [AddresseeNumber(value: 900_000_100)], due: date("2025-07-31"),
                directory: office.directory, in: $0)
        }
        #expect(named.count.leftOut == ["きょう勧奨した": 1] && named.invitations.isEmpty)
        let batches = try office.read { try BatchBook.newest(.invitation, from: $0) }
        #expect(batches.count == 3 && batches.allSatisfy { $0.count.isComplete })
        // Whoever was invited is a case: opening the record needs no further reason.
        let open = try office.read {
            try CasesOfPersons.open([AddresseeNumber(value: 900_000_100)], from: $0)
        }
        #expect(open?.hasPrefix("invitation-") == true)
    }

    @Test("別の世帯にいる親、支援措置の相手方である親には勧奨を送らない", .measure("R-10")) func wrongParent() throws {
        let office = try office()
        let child = AddresseeNumber(value: 900_000_100)
        office.directory.put(
            {
                var person = office.person(child, "検証 子", "ケンショウ コ", born: "2020-05-05")
                person.mother = Office.parent
                person.household = "H5"
                return person
            }())
        _ = try office.list()
        let report = try office.gate.perform(
            InviteChildren.operation, by: Office.counter, for: .registration
        ) {
            try InviteChildren.perform(
                [child], due: date("2025-07-31"), directory: office.directory, in: $0)
        }
        #expect(report.count.leftOut == ["保護者が別の世帯にいる": 1])
    }

    @Test("制度の拡大で、年齢到達で終わった子が職権で受け付けられ、施行日からの案になる", .measure("R-04", "R-31"))
    func enlargement() throws {
        let office = try Office("2025-04-10")
        let born = "2010-05-05"
        office.directory.put(
            office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: born))
        try office.grant()
        // The age ended under the old rule.
        let state = try office.state()
        _ = state
        let lapse = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Office.child, on: date("2025-05-01"), decision: .reachedAge, asked: .ageReached,
                exOfficio: true, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve([lapse])
        office.clock.stand(on: date("2025-06-01"))
        #expect(
            try office.read {
                try EnlargementOutlook(from: date("2025-06-01"), law: Office.law, in: $0).ended
                    .map(\.child)
            } == [Office.child])
        let report = try office.gate.perform(
            StartEnlargement.operation, by: Office.counter, for: .change
        ) {
            try StartEnlargement.perform(
                EnlargementOutlook(from: date("2025-06-01"), law: Office.law, in: $0.db),
                law: Office.law, directory: office.directory, terms: Office.terms, in: $0)
        }
        #expect(report.count.isComplete && report.count.expected == 1)
        #expect(report.proposals.count == 1)
        let draft = try office.read {
            try ProposalBook.proposals(report.proposals, from: $0)
        }[report.proposals[0]]?.draft
        #expect(draft?.isExOfficio == true && draft?.applicationReason == .schemeExtended)
        #expect(draft?.recipient == Office.parent)
        try office.approve(report.proposals)
        #expect(try office.state().periods.outpatient?.from == date("2025-06-01"))
        // Once more there is nobody left.
        #expect(
            try office.read {
                try EnlargementOutlook(from: date("2025-06-01"), law: Office.law, in: $0).isEmpty
            })
    }
}
