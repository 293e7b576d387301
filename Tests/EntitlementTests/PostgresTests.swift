// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("資格は PostgreSQL でも同じ") struct PostgresTests {
    @Test("申請から認定、証の交付、届出による消滅、検索まで") func spine() throws {
        let schema = "e" + UUID().uuidString.replacing("-", with: "").lowercased()
        let office = try Office(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        let decision = try office.grant()
        #expect(decision.result == .granted)
        let batch = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .waiting, law: Office.law, directory: office.directory,
                freshness: MemoryFreshness(), in: $0
            ).batch
        }
        #expect(batch.produced == 1 && batch.isComplete)

        office.clock.stand(on: date("2025-10-20"))
        var form = office.form(applied: "2025-10-20", evidence: false)
        (form.kind, form.reason, form.causeOn) = (.lapse, .movingOut, date("2025-10-11"))
        form.account = nil
        _ = try office.receive(form)
        let lapse = try office.gate.perform(
            CarryOutLapseNotices.operation, by: Office.counter, for: .change
        ) {
            try CarryOutLapseNotices.perform(
                rules: Office.law.book.endRules, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve(lapse.waiting)
        #expect(try office.state().periods.outpatient?.until == date("2025-10-11"))

        let (found, record, index, counts) = try office.read { db in
            (
                try PersonBook.search(PersonQuery(kana: "けんしょう た"), from: db),
                try ChildRecord.load(Office.child, on: date("2025-06-01"), from: db),
                try EntitlementIndex.load(from: db),
                try Inbox.counts(on: date("2025-10-20"), from: db)
            )
        }
        #expect(found.map(\.number) == [Office.child])
        #expect(record?.history.count == 2)
        #expect(index.entries.count == 1)
        #expect(counts.toApprove == 0)
    }
}
