// SPDX-License-Identifier: Apache-2.0
import Addressee
import Formats
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("住民異動の取込")
struct ReceiveResidentChangesTests {
    private func row(_ serial: Int, change: Int = 1) -> Register.Row {
        Register.Row(
            change: change, addressee: Register.addressee(serial),
            number: Register.number(serial))
    }

    @Test("初めての人に統合宛名番号を付け、異動を出力箱に入れる")
    func numbering() throws {
        let register = try Register()
        let report = try register.receive([row(1), row(2)], digest: "a")
        #expect(report.numbered == 2)
        #expect(report.accepted == 2)
        #expect(report.rejected == 0)
        let changes = try register.ask { try ResidentBook.changes(after: 0, limit: 10, in: $0) }
        #expect(changes.map(\.addressee) == [row(1).addressee, row(2).addressee])
    }

    @Test("同じファイルを二度取り込んでも何も変わらない")
    func sameFileTwice() throws {
        let register = try Register()
        _ = try register.receive([row(1)], digest: "a")
        let again = try register.receive([row(1)], digest: "a")
        #expect(again.wasKnown)
        #expect(try register.count("resident_fact") == 1)
        #expect(try register.count("change_outbox") == 1)
    }

    @Test("異動のない月のファイルも届いたことになり、同じファイルの二度目は何も変えない")
    func quietMonth() throws {
        let register = try Register()
        let months = ["05", "06"].map { "resident_差分_2025\($0)01060000_00\($0.suffix(1)).csv" }
        // Header lines alone: the bytes of both files, and so their digest, are the same.
        for month in months {
            #expect(try !register.receive([], digest: "same", name: month).wasKnown)
            #expect(try register.state().lastFile == month)
        }
        #expect(try register.receive([], digest: "same", name: months[0]).wasKnown)
        #expect(try register.state().lastFile == months[1])
        #expect(try register.count("feed_file") == 2)
    }

    @Test("別のファイルに入った同じ異動は、一度だけ数える")
    func sameChangeInAnotherFile() throws {
        let register = try Register()
        _ = try register.receive([row(1)], digest: "a")
        let again = try register.receive([row(1), row(2)], digest: "b")
        #expect(again.repeated == 1)
        #expect(again.accepted == 1)
        #expect(try register.count("person") == 2)
    }

    @Test("順番が入れ替わって届いても、最後の異動がいまの姿になる", .measure("R-87"))
    func anyOrder() throws {
        let register = try Register()
        var later = row(1, change: 2)
        later.name = "見本　花子"
        _ = try register.receive([later], digest: "b")
        _ = try register.receive([row(1, change: 1)], digest: "a")
        let now = try register.ask { try ResidentBook.resident(row(1).addressee, in: $0) }
        #expect(now?.name == "見本　花子")
        #expect(now?.changeNumber == 2)
    }

    @Test("個人番号が同じで氏名か生年月日が違う人は、つながずに確認待ちへ送る")
    func sameNumberOtherPerson() throws {
        let register = try Register()
        _ = try register.receive([row(1)], digest: "a")
        var twin = row(3)
        twin.number = row(1).number
        twin.name = "検証　月子"
        let report = try register.receive([twin], digest: "b")
        #expect(report.rejected == 1)
        #expect(report.issues.filter { $0.severity == .error }.map(\.code) == ["E-ADR-013"])
        #expect(try register.count("person") == 1)
        #expect(try register.count("match_case") == 1)
        #expect(report.held == 1)
    }

    @Test("個人番号も4情報も合えば、新しい宛名番号を同じ人につなぐ")
    func samePersonNewAddressee() throws {
        let register = try Register()
        _ = try register.receive([row(1)], digest: "a")
        var returned = row(4)
        returned.number = row(1).number
        let report = try register.receive([returned], digest: "b")
        #expect(report.accepted == 1)
        #expect(try register.count("person") == 1)
        #expect(try register.count("person_addressee") == 2)
    }

    @Test("検査用数字が本物の番号は、検証環境では受け付けない")
    func officialNumberIsRefused() throws {
        let register = try Register()
        var real = row(1)
        let last = (real.number.last?.wholeNumberValue ?? 0) + 9
        real.number = real.number.dropLast() + String(last % 10)
        let report = try register.receive([real], digest: "a")
        #expect(report.rejected == 1)
        #expect(report.issues.filter { $0.severity == .error }.map(\.code) == ["E-ADR-902"])
        #expect(try register.count("resident_fact") == 0)
    }

    @Test("データベースのどのバイトにも個人番号はない")
    func noNumberAtRest() throws {
        let register = try Register()
        let rows = (1...50).map { row($0) }
        _ = try register.receive(rows, digest: "a")
        let detector = LeakDetector(canaries: rows.map(\.number))
        #expect(try detector.leaks(below: register.folder.url).isEmpty)
        // The detector does find what is there: the addressee numbers of the log.
        let control = LeakDetector(canaries: [rows[0].name])
        #expect(try !control.leaks(below: register.folder.url).isEmpty)
    }

    @Test("権限のない職員は取り込めず、記録だけが残る")
    func permission() throws {
        let register = try Register()
        let clerk = Principal(
            officer: "k901", name: "窓口 一郎", roles: [.counter], session: "t", terminal: "t")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try register.gate.perform(
                ReceiveResidentChanges.operation, by: clerk, for: .addressing
            ) { _ in }
        }
        #expect(try register.count("resident_fact") == 0)
    }
}

@Suite("統合宛名の照会")
struct ResidentBookTests {
    @Test("かなの先頭、名だけ、生年月日、世帯のどれからでも見つかる")
    func search() throws {
        let register = try Register()
        let person = Register.Row(
            addressee: Register.addressee(1), number: Register.number(1))
        _ = try register.receive([person], digest: "a")
        let born = try #require(CivilDate("2015-04-05"))
        let queries: [ResidentQuery] = [
            .addressee(person.addressee), .kana(KanaFold.searchKey("けんしょ")),
            .kana(KanaFold.searchKey("ﾊﾅ")), .name(NameKey.searchKey("花子")), .born(born),
            .household("900001"),
        ]
        for query in queries {
            let found = try register.ask { try ResidentBook.search(query, in: $0) }
            #expect(found.map(\.addressee) == [person.addressee], "\(query)")
        }
        let nobody = try register.ask {
            try ResidentBook.search(.kana(KanaFold.searchKey("サトウ")), in: $0)
        }
        #expect(nobody.isEmpty)
    }

    @Test("旧姓でも、通称でも見つかり、一人は一度だけ。いまの氏名で見つかる人が先に残る")
    func otherNames() throws {
        let register = try Register()
        func row(_ place: Int, _ change: Int, _ name: String, _ kana: String) -> Register.Row {
            var row = Register.row(place, change: change)
            row.name = name
            row.kana = kana
            return row
        }
        var foreign = row(3, 4, "ＴＲＡＮ　ＶＡＮ", "チャン　ヴァン")
        foreign.alias = "山田　太一"
        _ = try register.receive(
            [row(1, 1, "旧野　花子", "キュウノ　ハナコ"), row(2, 2, "旧野　一郎", "キュウノ　イチロウ")],
            digest: "a")
        // Twice another name with the same beginning, and the reading in two ways.
        _ = try register.receive([row(1, 3, "旧野田　花子", "キュウノダ　ハナコ"), foreign], digest: "b")
        _ = try register.receive([row(1, 5, "新山　花子", "シンヤマ　ハナコ")], digest: "c")
        func found(_ queries: [ResidentQuery], most: Int = 100) throws -> [Int] {
            let people = try register.ask {
                try ResidentBook.search(queries, limit: most, in: $0)
            }
            return try people.map { person in
                try #require((1...3).first { Register.addressee($0) == person.addressee })
            }
        }
        let (old, written) = (
            ResidentQuery.kana(KanaFold.searchKey("キュウノ")), NameKey.searchKey("旧野")
        )
        #expect(try Set(found([old])) == [1, 2])
        #expect(try found([old]).count == 2)
        #expect(try Set(found([.name(written)])) == [1, 2])
        #expect(try Set(found([old, .name(written)])) == [1, 2])
        #expect(try found([.kana(KanaFold.searchKey("キュウノダ"))]) == [1])
        #expect(try found([.kana(KanaFold.searchKey("シンヤマ"))]) == [1])
        // Where only one place is left, it is for who is called so today.
        #expect(try found([old], most: 1) == [2])
        let born = try #require(CivilDate("2015-04-05"))
        let other = try #require(CivilDate("2015-04-06"))
        #expect(try Set(found([old, .born(born)])) == [1, 2])
        #expect(try found([old, .born(other)]).isEmpty)
        #expect(try Set(found([old, .address("中央一丁目")])) == [1, 2])
        #expect(try found([old, .addressee(Register.addressee(1))]) == [1])
        #expect(try found([.name(NameKey.searchKey("山田"))]) == [3])
        #expect(try found([.name(NameKey.searchKey("太一"))]) == [3])
        #expect(try found([.name(NameKey.searchKey("ＴＲＡＮ"))]) == [3])
        // The name of one time with the reading of another is nobody's.
        #expect(try found([.kana(KanaFold.searchKey("シンヤマ")), .name(written)]).isEmpty)
    }

    @Test("転出した人の住所は、前日まで市内")
    func leaving() throws {
        let register = try Register()
        let here = Register.Row(addressee: Register.addressee(1), number: Register.number(1))
        var gone = here
        gone.change = 2
        gone.status = "2"
        gone.reason = "B21"
        gone.date = "20250901"
        _ = try register.receive([here, gone], digest: "a")
        let now = try register.ask { try ResidentBook.resident(here.addressee, in: $0) }
        #expect(now?.residentUntil == CivilDate("2025-09-01"))
        let day = try #require(CivilDate("2025-08-31"))
        let before = try register.ask { scope in
            try ResidentBook.resident(
                here.addressee, on: day, asOf: Instant(microseconds: .max), in: scope)
        }
        #expect(before?.status == .resident)
    }
}
