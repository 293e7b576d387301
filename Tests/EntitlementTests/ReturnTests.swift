// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Support
import Testing
import Vocabulary

@Suite("再転入")
struct ReturnTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.grant()
        var person = try #require(office.directory.person(Office.child, asOf: nil))
        person.status = .movedOut
        person.residentUntil = date("2025-08-10")
        office.directory.put(person)
        office.clock.stand(on: date("2025-08-20"))
        try office.approve(try office.rejudge().waiting)
        #expect(try !office.state().isLive)
    }

    private func register(from day: String) throws {
        var person = try #require(office.directory.person(Office.child, asOf: nil))
        person.status = .resident
        person.residentUntil = nil
        person.residentFrom = date(day)
        office.directory.put(person)
    }

    @Test("転出して戻った子の資格は、いなかった間を含めて元に戻らない", .measure("R-31"))
    func awayIsNotCovered() throws {
        office.clock.stand(on: date("2026-06-05"))
        try register(from: "2026-06-01")
        let report = try office.rejudge()
        #expect(report.waiting.isEmpty && report.kept == 1)
        #expect(try office.state().periods.outpatient?.until == date("2025-08-10"))
    }

    @Test("転出の異動そのものが取り消されたら、資格を元に戻す案になる", .measure("R-31"))
    func undone() throws {
        office.clock.stand(on: date("2025-09-01"))
        try register(from: "2025-04-01")
        let waiting = try office.rejudge().waiting
        try office.approve(waiting)
        #expect(waiting.count == 1)
        #expect(try office.state().isLive)
    }
}
