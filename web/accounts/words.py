"""The texts of logging in, of one's own account and of the list of users."""

from __future__ import annotations

ACCOUNTS: dict[str, tuple[str, str]] = {
    "account.login": ("Đăng nhập", "Log in"),
    "account.logout": ("Đăng xuất", "Log out"),
    "account.name": ("Tên đăng nhập", "User name"),
    "account.password": ("Mật khẩu", "Password"),
    "account.why_login": (
        "Cán bộ đăng nhập để kiểm tra địa chỉ bất kỳ, ghi chú bên cạnh kết quả và tạo khóa API.",
        "Officers log in to check any address, to write notes beside a result and to make API keys.",
    ),
    "account.must_login": ("Cần đăng nhập để xem trang này.", "Log in to see this page."),
    "account.refused": ("Tên đăng nhập hoặc mật khẩu không đúng.", "User name or password is wrong."),
    "account.too_many": (
        "Đã thử sai quá nhiều lần. Vui lòng đợi {seconds} giây rồi thử lại.",
        "Too many failed tries. Please wait {seconds} seconds and try again.",
    ),
    "account.password_length": ("Mật khẩu phải có từ 10 đến 200 ký tự.", "The password must have 10 to 200 characters."),
    "account.bad_name": (
        "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số và các ký tự . _ @ -",
        "A user name has only lower-case letters without accents, digits and . _ @ -",
    ),
    "account.own": ("Tài khoản của tôi", "My account"),
    "account.who": ("Đang đăng nhập với tên {name}, vai trò {role}.", "Logged in as {name}, role {role}."),
    "account.role.officer": ("cán bộ", "officer"),
    "account.role.admin": ("quản trị viên", "administrator"),
    "account.role": ("Vai trò", "Role"),
    "account.change_password": ("Đổi mật khẩu", "Change password"),
    "account.old_password": ("Mật khẩu hiện tại", "Present password"),
    "account.new_password": ("Mật khẩu mới (ít nhất 10 ký tự)", "New password (at least 10 characters)"),
    "account.changed": (
        "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
        "The password was changed. Other sessions have ended.",
    ),
    "account.keys": ("Khóa API", "API keys"),
    "account.keys_about": (
        "Chương trình dùng khóa trong tiêu đề Authorization: Bearer. Khóa có quyền như tài khoản của bạn.",
        "Programs send the key in the header Authorization: Bearer. A key may do what you may do.",
    ),
    "account.key_label": ("Dùng cho việc gì", "What it is for"),
    "account.key": ("Khóa", "Key"),
    "account.key_made_at": ("Ngày tạo", "Made"),
    "account.key_used_at": ("Dùng lần cuối", "Last used"),
    "account.make_key": ("Tạo khóa", "Make a key"),
    "account.new_key": (
        "Khóa mới, chỉ hiện một lần. Hãy chép lại ngay:",
        "The new key, shown only once. Copy it now:",
    ),
    "account.too_many_keys": ("Bạn đã có quá nhiều khóa. Hãy thu hồi bớt.", "You have too many keys. Revoke some first."),
    "account.remove_key": ("Thu hồi khóa {hint}", "Revoke key {hint}"),
    "account.no_keys": ("Chưa có khóa nào.", "There are no keys yet."),
    "account.users": ("Người dùng", "Users"),
    "account.add_user": ("Thêm người dùng hoặc đặt lại mật khẩu", "Add a user or reset a password"),
    "account.save": ("Lưu", "Save"),
    "account.remove_user": ("Xóa {name}", "Remove {name}"),
    "account.actions": ("Thao tác", "Actions"),
    "account.last_admin": (
        "Không thể xóa hoặc đổi vai trò của quản trị viên cuối cùng.",
        "The last administrator can be neither removed nor given another role.",
    ),
    "account.admins_only": ("Chỉ quản trị viên xem được trang này.", "Only administrators may see this page."),
    "note.title": ("Ghi chú của cán bộ", "Officers' notes"),
    "note.text": ("Nội dung ghi chú", "Note"),
    "note.link": ("Liên kết đến văn bản hoặc trang liên quan (nếu có)", "Link to a document or page (optional)"),
    "note.write": ("Ghi chú", "Write note"),
    "note.wrong": (
        "Ghi chú phải có từ 1 đến 4.000 ký tự; liên kết phải bắt đầu bằng http:// hoặc https://",
        "A note has 1 to 4,000 characters; a link begins with http:// or https://",
    ),
    "note.no_procedure": ("Không có thủ tục này.", "There is no such procedure."),
    "note.login": ("Đăng nhập để ghi chú", "Log in to write a note"),
}
