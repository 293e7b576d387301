// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("前に払った口座")
struct PaidAccountsTests {
    private static let parent = AddresseeNumber(value: 900_000_021)
    private static let other = AddresseeNumber(value: 900_000_022)

    @Test("五年分の振込があっても、受給者ごとに新しいものから、見つかるまでしか口座番号を開かない")
    func opensTheNewestOnly() {
        let branch = "99000011"
        var paid = PaidAccounts(wanted: [Self.parent: [branch + "9000001"]])
        var opened = 0
        for _ in 0..<60 {
            paid.look(Self.parent, branch: branch) {
                opened += 1
                return "9000001"
            }
        }
        #expect(opened == 1)
        #expect(paid.found == [branch + "9000001"])
    }

    @Test("別の支店、別の受給者の振込は開かず、口座を変えた受給者は古い口座まで探す")
    func opensWhatMayBeIt() {
        let branch = "99000011"
        var paid = PaidAccounts(wanted: [Self.parent: [branch + "9000001"]])
        var opened: [String] = []
        func look(_ recipient: AddresseeNumber, _ branch: String, _ number: String) {
            paid.look(recipient, branch: branch) {
                opened.append(number)
                return number
            }
        }
        look(Self.other, branch, "9000001")
        look(Self.parent, "99000021", "9000001")
        #expect(opened.isEmpty && paid.found.isEmpty)
        look(Self.parent, branch, "9000002")
        look(Self.parent, branch, "9000001")
        look(Self.parent, branch, "9000003")
        #expect(opened == ["9000002", "9000001"])
        #expect(paid.found == [branch + "9000001"])
    }
}
