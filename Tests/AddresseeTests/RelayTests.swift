// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("照会系インターフェースの中継")
struct RelayTests {
    private static let element = "団体内統合宛名番号"

    private func office() throws -> (Window, [AddresseeNumber: AddresseeNumber]) {
        let office = try Window()
        var own: [AddresseeNumber: AddresseeNumber] = [:]
        for place in 1...3 {
            own[Register.addressee(place)] = try office.number(place, from: .welfare)
                .integratedNumber
        }
        return (office, own)
    }

    private func relay(
        _ office: Window, _ text: String, _ direction: RelayDirection = .outward,
        _ interface: String = "IF_SKI_10111", from peer: PeerName = .welfare
    ) throws -> (text: String?, answer: RelayedMessage) {
        let answer = try office.window.relay(
            Array(text.utf8), of: interface, direction, office.call(peer))
        return (answer.message.map { String(decoding: $0, as: UTF8.self) }, answer)
    }

    private func row(_ number: AddresseeNumber, _ rest: String = "") -> String {
        "<s:record><\(Self.element)>\(number)</\(Self.element)>\(rest)</s:record>"
    }

    @Test("番号の要素だけが入れ替わり、ほかは一字も変わらず、戻せば元の電文になる")
    func exchanged() throws {
        let (office, own) = try office()
        let noise = """
            <!-- <\(Self.element)>000000000900019</\(Self.element)> --><a x='>' y="&lt;1">
            \t<![CDATA[<\(Self.element)>1</\(Self.element)>]]>照会　項目&amp;</a><b/>
            """
        func message(_ number: (Int) -> AddresseeNumber?) -> String {
            let rows = (1...3).compactMap(number).map { row($0, noise) }
            return "<?xml version=\"1.0\"?>\r\n<m xmlns:s=\"urn:x\">" + rows.joined(separator: "\n")
                + "<\(Self.element)補足>7</\(Self.element)補足></m>\n"
        }
        let asked = message { Register.addressee($0) }
        let sent = try relay(office, asked)
        #expect(sent.text == message { own[Register.addressee($0)] })
        #expect(sent.answer.converted == 3 && sent.answer.problems.isEmpty)
        let back = try relay(office, try #require(sent.text), .inward, "IF_SKI_11112")
        #expect(back.text == asked)
    }

    @Test("知らない番号の行は誤りの一覧に載って送られず、よい行は送られる")
    func errorList() throws {
        let (office, own) = try office()
        let known = Register.addressee(1)
        let unknown = Register.addressee(19)
        let text =
            "<m>" + row(known) + row(unknown, "<x>あ</x>") + row(Register.addressee(2)) + "</m>"
        let sent = try relay(office, text)
        #expect(sent.answer.problems.map(\.row) == [2])
        #expect(sent.answer.problems.map(\.code) == ["E-ADR-041"])
        #expect(sent.answer.problems.map(\.number) == [unknown])
        let wanted = [known, Register.addressee(2)].compactMap { own[$0] }.map { row($0) }
        #expect(sent.text == "<m>" + wanted.joined() + "</m>")
        // Nothing left to send, and a number that belongs to the whole message.
        #expect(try relay(office, "<m>" + row(unknown) + "</m>").text == nil)
        let head = "<m><\(Self.element)>\(unknown)</\(Self.element)>" + row(known) + "</m>"
        let kept = try relay(office, head)
        #expect(kept.text == nil && kept.answer.problems.map(\.row) == [0])
        // Two numbers in one row: the row waits when one of them is unknown.
        let pair = "<record><\(Self.element)>\(known)</\(Self.element)>"
        let both = pair + "<\(Self.element)>\(unknown)</\(Self.element)></record>"
        let rest = try relay(office, "<m>" + both + row(known) + "</m>")
        #expect(rest.answer.converted == 1 && rest.answer.problems.map(\.row) == [1])
    }

    @Test("ファイル登録・取得の電文(CSV)も、番号の列だけが入れ替わる")
    func tables() throws {
        let (office, own) = try office()
        let head = "\u{FEFF}連番,\"\(Self.element)\",備考\r\n"
        func line(_ place: Int, _ number: AddresseeNumber) -> String {
            "\(place),\"\(number)\",\"引用\"\"符、\r\n改行\"\r\n"
        }
        let lines = [1, 2].map { line($0, Register.addressee($0)) }
        let text = head + lines[0] + line(9, Register.addressee(19)) + lines[1]
        let sent = try relay(office, text, .outward, "IF_SKI_10123")
        #expect(sent.answer.problems.map(\.row) == [2])
        let wanted = [1, 2].compactMap { place in
            own[Register.addressee(place)].map { line(place, $0) }
        }
        #expect(sent.text == head + wanted.joined())
        let back = try relay(office, try #require(sent.text), .inward, "IF_SKI_10134")
        #expect(back.text == head + lines.joined())
    }

    @Test("照会系でない番号、読めない電文、登録のない接続先は断り、何も送らない")
    func refusals() throws {
        let (office, _) = try office()
        let good = "<m>" + row(Register.addressee(1)) + "</m>"
        // Provision has no interface here, and no made-up one has.
        for interface in ["IF_SKT_20111", "IF_TKM_40213", "IF_SKI_1011", "", "IF_SKI_10111 "] {
            #expect(throws: RelayRefusal.interfaceNotPassed) {
                try relay(office, good, .outward, interface)
            }
        }
        let broken = [
            "", "<m>", "<m></n>", "<m/><m/>", "<!DOCTYPE m><m/>", "<m><!-- </m>", "<m a='></m>",
            "<m><\(Self.element)>１２</\(Self.element)></m>", "<m><\(Self.element)/></m>",
            "<m><\(Self.element)><b>1</b></\(Self.element)></m>",
            "<m><\(Self.element)>1234567890123456</\(Self.element)></m>",
            String(repeating: "<m>", count: 80) + String(repeating: "</m>", count: 80),
        ]
        for text in broken {
            #expect(throws: RelayRefusal.self, "\(text)") { try relay(office, text) }
        }
        for text in ["", "連番\r\n1\r\n", "\(Self.element)\r\n\"1\r\n", "\(Self.element)\r\n1,2\r\n"]
        {
            #expect(throws: RelayRefusal.self, "\(text)") {
                try relay(office, text, .outward, "IF_TKM_40113")
            }
        }
        #expect(throws: AddresseeRefusal.notRegisteredForRequest) {
            try relay(office, good, from: .residentRegister)
        }
    }

    @Test("壊した電文のどれでも、断るか、番号の桁のほかを変えずに送る")
    func mutations() throws {
        let (office, _) = try office()
        let good = Array(("<m>" + row(Register.addressee(1), "<x a='b'>値</x>") + "</m>").utf8)
        var random = Seeded(20_251_125)
        for _ in 0..<300 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
                }
            }
            guard
                let sent = try? office.window.relay(
                    bytes, of: "IF_SKI_10111", .outward, office.call(.welfare)),
                let message = sent.message, sent.problems.isEmpty
            else { continue }
            // A zero less in front of the number is the same number.
            func blank(_ bytes: [UInt8]) -> String {
                String(decoding: bytes, as: UTF8.self).replacing(/[0-9]{4,15}/, with: "#")
            }
            #expect(blank(message) == blank(bytes))
        }
    }

    @Test("一覧のインターフェースは照会系だけで、未確認の印がある")
    func list() throws {
        let interfaces = try InquiryInterfaces.standard()
        #expect(interfaces.all.count == 22 && !interfaces.isVerified)
        #expect(Set(interfaces.all.map(\.id)).count == 22)
        for interface in interfaces.all {
            #expect(interface.id.wholeMatch(of: /IF_(SKI|TKM)_[0-9]{5}/) != nil)
            // The last digit says the form: 1 and 2 are messages, 3 and 4 files.
            let isFile = "34".contains(interface.id.last ?? "0")
            #expect((interface.form == .csv) == isFile, "\(interface.id)")
        }
    }
}
