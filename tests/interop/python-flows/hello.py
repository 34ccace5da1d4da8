from prefect import flow, get_run_logger


@flow(log_prints=True)
def hello(name: str = "world"):
    print(f"printed for {name}")
    get_run_logger().info("logged for %s", name)
    return f"hello {name}"


if __name__ == "__main__":
    hello()
