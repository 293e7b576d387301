// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Support
import Testing

@Suite("申請の状態") struct CourseTests {
    @Test("住民記録の確認なしに審査へ進む道はない: 無作為の1万列", .measure("R-04", "R-30"))
    func noPathWithoutCheck() {
        var seed: UInt64 = 9
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        var reached: Set<ApplicationStatus> = []
        for _ in 0..<10_000 {
            var events: [ApplicationEvent] = [.received]
            var status = ApplicationStatus.received
            for _ in 0..<12 {
                let command = ApplicationCommand.allCases[next(ApplicationCommand.allCases.count)]
                do {
                    guard let event = try ApplicationCourse.decide(command, at: status) else {
                        #expect(events.contains(.checked))
                        continue
                    }
                    #expect(status.isOpen)
                    if event == .proposed || event == .granted || event == .refused {
                        #expect(events.contains(.checked))
                    }
                    events.append(event)
                    status = ApplicationCourse.evolve(status, event)
                } catch {
                    #expect(!ApplicationCourse.allowed(status).contains(command))
                }
                #expect(ApplicationCourse.replay(events) == status)
            }
            reached.insert(status)
        }
        #expect(reached == Set(ApplicationStatus.allCases))
    }

    @Test("終わった申請には何もできない", arguments: ApplicationStatus.allCases.filter { !$0.isOpen })
    func closed(_ status: ApplicationStatus) {
        #expect(ApplicationCourse.allowed(status).isEmpty)
    }
}
