// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Safeguards
import Vocabulary

struct User: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "利用者を登録する", subcommands: [UserAdd.self])
}

/// Registers an officer from the machine itself: the first ones, before anybody can log in.
struct UserAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "利用者を登録する(パスワードは標準入力から1行)",
        discussion: """
            最初のログインでパスワードの変更を求めます。権限は年度の終わりに切れます。
            最初の管理者のほかは、役割は申請になり、管理者が画面 3010 で承認すると付きます。
            承認できる職員が二人になった後は、画面 3010 だけで登録します(検証環境を除く)。
            """)
    @OptionGroup var installation: InstallationOptions
    @Argument(help: "利用者ID(半角の英小文字・数字・「.」「_」「-」で2〜32文字)") var officer: String
    @Option(help: "氏名") var name: String
    @Option(help: "所属") var department = "子ども福祉課"
    @Option(
        name: .customLong("role"), parsing: .upToNextOption,
        help: "役割: counter 窓口、payment 給付、head 決裁、administrator 管理者、auditor 監査、vendor 保守")
    var roles: [String]
    @Option(help: "契約番号(vendor だけ)") var contract: String?
    @Option(help: "雇用主(vendor だけ)") var employer: String?
    @Option(help: "権限の最後の日(YYYY-MM-DD。既定は年度末)") var until: String?
    @Flag(name: .customLong("keep-password"), help: "検証環境だけ: 最初のログインでの変更を求めない")
    var keepsPassword = false

    func validate() throws {
        guard !roles.isEmpty, roles.allSatisfy({ Role(rawValue: $0) != nil && $0 != "system" })
        else { throw ValidationError("役割は counter payment head administrator auditor から選んでください") }
        if keepsPassword, !installation.rehearsal {
            throw ValidationError("--keep-password は検証環境(--rehearsal)だけで使えます")
        }
        if let until, CivilDate(iso: until) == nil {
            throw ValidationError("--until は YYYY-MM-DD で指定してください")
        }
    }

    func run() throws {
        let new = try NewOfficer(
            officer: officer, name: name, department: department,
            roles: Set(roles.compactMap(Role.init)),
            until: until.flatMap { CivilDate(iso: $0)?.next },
            vendor: contract.map { VendorStanding(contract: $0, employer: employer ?? "") })
        let password = try SecretLine.read(prompt: "パスワード: ")
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let isGranted = try office.accounts.create(
            new, password: password, mustChange: !keepsPassword, by: .machine("user-add"))
        Output.standard.write(
            "\(new.officer) を登録しました。\n"
                + (isGranted ? "" : "役割は、管理者が画面 3010 で承認すると付きます。\n"))
    }
}
