// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Addressee

@Suite("4情報の突合")
struct MatchingTests {
    private func isSame(_ left: String, _ right: String) -> Bool {
        AddressKey(left).isSamePlace(as: AddressKey(right))
    }

    @Test("住所の書き方が違っても、同じ場所は同じ")
    func addressNotations() {
        let place = "見本市中央一丁目2番3号"
        for other in [
            "見本市中央1丁目2番3号", "見本市中央１－２－３", "見本市中央1-2-3", "見本市中央一丁目二番三号",
            "見本市中央 1丁目 2-3", "埼玉県見本市中央1の2の3".replacing("の", with: "‐"), "見本市中央１ー２ー３",
            "埼玉県見本市中央一丁目2－3", "見本市中央一−2−3",
        ] {
            #expect(isSame(place, other), "\(other) \(AddressKey(other).key)")
        }
        #expect(isSame("越ヶ谷市大字千間台5番地2", "越ケ谷市千間台5-2"))
        #expect(isSame("見本市西十二丁目百三番地の4", "見本市西12-103-4"))
        #expect(isSame("見本市東3番地", "見本市東3"))
    }

    @Test("よく似た別の場所は、同じにしない")
    func differentPlaces() {
        for (left, right) in [
            ("見本市中央1丁目11番1号", "見本市中央11丁目1番1号"), ("見本市中央1-1-11", "見本市中央1-11-1"),
            ("見本市中央5番地2", "見本市中央5番2号"), ("見本市中央1-2-3", "見本市中央1-2-4"),
            ("見本市三郷1-2", "見本市郷1-2"), ("見本市中央12-3", "見本市中央1-23"),
            ("見本市東1-2", "見本市西1-2"), ("", ""),
        ] {
            #expect(!isSame(left, right), "\(left) \(right) \(AddressKey(left).key)")
        }
        // Either may be meant by hyphens.
        #expect(isSame("見本市中央5-2", "見本市中央5番地2"))
        #expect(isSame("見本市中央5-2", "見本市中央5番2号"))
    }

    @Test("異体字と幅の違う氏名は同じ、濁点や字の違う氏名は別")
    func names() {
        func isSame(_ left: String, _ right: String) -> Bool {
            NameComparison.key(left) == NameComparison.key(right)
        }
        for (left, right) in [
            ("髙橋　花子", "高橋花子"), ("渡邊　一", "渡辺 一"), ("𠮷田　佐々木", "吉田佐佐木"),
            ("葛\u{E0100}飾　ｱﾝﾅ", "葛飾アンナ"), ("山﨑　ＡＮＮＡ", "山崎　Anna"), ("齋藤　斎", "斎藤斎"),
        ] {
            #expect(isSame(left, right), "\(left) \(right)")
        }
        for (left, right) in [
            ("検証　さやか", "検証　さやが"), ("検証　みき", "検証　ミキ"), ("斉藤　一", "斎藤　一"),
            ("検証　一", "検証　二"), ("検証　大", "検証　太"), ("検証　はな", "検証　ばな"),
        ] {
            #expect(!isSame(left, right), "\(left) \(right)")
        }
    }

    @Test("不明な生年月日と不明な性別では結ばない")
    func unknowns() throws {
        let whole = Window.items(1)
        var unknown = whole
        unknown.born = try #require(BirthDate("1990-02-00"))
        #expect(!FourItemComparison(stated: unknown, registered: whole).agrees)
        #expect(FourItemComparison(stated: unknown, registered: whole).verdict(.born) == .missing)
        unknown = whole
        unknown.sex = "0"
        #expect(!FourItemComparison(stated: unknown, registered: whole).agrees)
        #expect(FourItemComparison(stated: whole, registered: whole).agrees)
    }

    @Test("個人番号と4情報のすべてが合う人だけを結び、ほかは確認待ちにする", .measure("R-38"))
    func linking() throws {
        let office = try Window()
        _ = try office.number(1)
        func match(_ number: Int?, _ items: FourItems) throws -> MatchAnswer {
            try office.window.match(
                number: try number.map { try office.window.seal(Register.number($0)) },
                items: items, office.call(.tax))
        }
        #expect(try match(1, Window.items(1)).addressee == Register.addressee(1))
        #expect(try match(nil, Window.items(1)).doubt == .noNumber)
        #expect(try match(2, Window.items(1)).doubt == .unknownNumber)
        var twin = Window.items(1)
        twin.name = "検証　双子"
        let doubted = try match(1, twin)
        #expect(doubted.doubt == .itemsDiffer && doubted.addressee == nil)
        #expect(try match(1, twin).waitingCase == doubted.waitingCase)
        let cases = try office.queue()
        #expect(cases.count == 3 && cases.allSatisfy { $0.candidates == 1 })
    }

    @Test("転居・改姓の前に書かれたものも、その時の4情報と個人番号が合えば結ぶ")
    func history() throws {
        let office = try Window()
        _ = try office.number(1)
        var moved = Window.items(1)
        moved.name = "新姓　一"
        moved.address = "見本市東1-1"
        _ = try office.window.update(
            UpdateRequest(addressee: Register.addressee(1), items: moved, effectiveOn: Window.day),
            office.call(.tax))
        let number = try office.window.seal(Register.number(1))
        for items in [moved, Window.items(1)] {
            let answer = try office.window.match(number: number, items: items, office.call(.tax))
            #expect(answer.addressee == Register.addressee(1))
        }
        // The new name at the old address was never true.
        var mixed = moved
        mixed.address = Window.items(1).address
        #expect(
            try office.window.match(number: number, items: mixed, office.call(.tax)).doubt
                == .itemsDiffer)
    }

    @Test("宛名番号のある庁内の連携は、宛名番号と生年月日で確かめる。訂正前の生年月日も合う")
    func inHouse() throws {
        let office = try Window()
        var row = Register.Row(addressee: Register.addressee(1), number: Register.number(1))
        _ = try office.register.receive([row], digest: "a")
        row.change = 2
        row.born = "20150406"
        _ = try office.register.receive([row], digest: "b")
        let days = ["2015-04-05", "2015-04-06", "2015-04-07"].compactMap { CivilDate($0) }
        let answers = try office.register.ask { scope in
            try InHouseMatch.perform(
                days.map { (Register.addressee(1), $0) } + [(Register.addressee(2), days[0])],
                in: scope)
        }
        #expect(answers == [.same, .same, .birthDiffers, .unknown])
    }
}
