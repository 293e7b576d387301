// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Support
import Testing
import Vocabulary

@Suite("付番の途中で止まったとき")
struct KilledTests {
    @Test("どこで止まっても番号は一人に一つのままで、依頼し直せば前と同じ番号になる", .measure("R-13"))
    func kills() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let folder = try TemporaryFolder("addressee-kills")
        let path = folder.file("addressee.sqlite").path
        var given: [AddresseeNumber: AddresseeNumber] = [:]
        for kill in 0..<(isSoak ? 300 : 8) {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, kill = kill as Int] in
                let office = try KilledTests.office(at: path)
                // Nobody is left to remove it.
                rmdir(office.register.folder.url.path)
                // However slow the machine is, the kill meets a process that is numbering.
                _ = try office.number(kill * 37 % 500, key: "K-\(kill)-first")
                Thread.detachNewThread {
                    usleep(UInt32(20_000 + kill * 7_919 % 120_000))
                    raise(SIGKILL)
                }
                for step in 0... {
                    // The same 500 persons again and again, from another start each time.
                    _ = try office.number((kill * 37 + step) % 500, key: "K-\(kill)-\(step)")
                }
            }
            let office = try KilledTests.office(at: path)
            let now = try numbers(office)
            for (addressee, number) in given { #expect(now[addressee] == number) }
            #expect(Set(now.values).count == now.count)
            for table in ["person", "person_number", "person_addressee", "addressee_flag"] {
                #expect(try office.register.count(table) == now.count, "\(table)")
            }
            given = now
            try office.register.store.close()
        }
        #expect(!given.isEmpty)
        let office = try KilledTests.office(at: path)
        for place in 0..<20 { _ = try office.number(place) }
        let after = try numbers(office)
        for (addressee, number) in given { #expect(after[addressee] == number) }
        #expect(Set(after.values).count == after.count)
    }

    private static func office(at path: String) throws -> Window {
        try Window(store: Stores.sqlite(at: path, body: "119997"))
    }

    private func numbers(_ office: Window) throws -> [AddresseeNumber: AddresseeNumber] {
        let asked = (0..<500).map { Register.addressee($0) }
        let found = try office.window.toIntegrated(asked, office.call(.tax))
        return Dictionary(uniqueKeysWithValues: found.converted.map { ($0.from, $0.to) })
    }
}
