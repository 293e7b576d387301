// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore
import Office

extension Reception {
    /// The bytes of an answer.
    func response(to answer: Answer, _ visit: Visit) throws -> Response {
        switch answer {
        case .page(let page):
            return try html(page, visit)
        case .seeOther(let address, let cookies):
            var response = Response(status: .seeOther)
            response.headers.put(address, "location")
            for cookie in cookies { response.headers.add(cookie, "set-cookie") }
            // Who leaves leaves nothing in the browser: no page kept for the way back.
            if cookies.contains(Cookies.clear(desk.cookies.session)) {
                response.headers.put("\"cache\", \"storage\"", "clear-site-data")
            }
            return response
        case .onward(let address):
            return try response(to: .seeOther(address), visit)
        case .words(let text):
            return bytes(Array(text.utf8), type: "text/plain; charset=utf-8")
        case .pdf(let content, let name):
            var response = bytes(content, type: "application/pdf")
            response.body = body(of: content, visit)
            response.headers.put("inline; filename=\"\(name)\"", "content-disposition")
            return response
        case .picture(let content, let type):
            var response = bytes(content, type: type)
            response.headers.put("inline", "content-disposition")
            return response
        case .attachment(let content, let name, _):
            var response = bytes(content, type: "application/octet-stream")
            response.body = body(of: content, visit)
            response.headers.put("attachment; filename=\"\(name)\"", "content-disposition")
            return response
        case .fragment(let template, let body, let isFinished):
            var response = bytes(
                Array(try desk.templates.render(body, with: template).utf8),
                type: "text/html; charset=utf-8")
            if isFinished { response.headers.put("yes", "x-finished") }
            return response
        case .asset(let content, let type):
            var response = bytes(content, type: type)
            response.headers.put("private, max-age=3600", "cache-control")
            return response
        }
    }

    /// A page in its frame.
    func html(_ page: Page, _ visit: Visit) throws -> Response {
        let once = page.once ?? randomKey(desk.installation.settings.random)
        let frame = Frame(page, of: visit, once: once)
        var text = try desk.templates.render(frame, with: page.template)
        if let refill = page.refill {
            if let filled = refill.fill(text) {
                text = filled
            } else if let otherwise = refill.otherwise {
                return try html(otherwise, visit)
            }
        }
        if !page.problems.isEmpty { text = page.leading(text) }
        var response = bytes(Array(text.utf8), type: "text/html; charset=utf-8")
        response.status = .init(code: page.status)
        for cookie in page.cookies { response.headers.add(cookie, "set-cookie") }
        return response
    }

    private func bytes(_ content: [UInt8], type: String) -> Response {
        var response = Response(
            status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: content)))
        response.headers.put(type, "content-type")
        return response
    }
}
